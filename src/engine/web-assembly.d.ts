// The part of WebAssembly that is used; the types of Node 20 leave it to those of browsers.
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer
  }
  interface CompileError extends Error {}
  const CompileError: new () => CompileError
  class Module {
    constructor(bytes: Uint8Array)
  }
  class Instance {
    readonly exports: Readonly<Record<string, unknown>>
    constructor(module: Module, imports: object)
  }
}
