// The part of WebAssembly that is used; the types of Node 20 leave it to those of browsers.
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: 'WebAssembly.Module'
  }
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>
  }
  const Module: new (bytes: Uint8Array) => Module
  const Instance: new (module: Module, imports: object) => Instance
  const CompileError: new () => Error
}
