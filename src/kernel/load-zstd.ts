type Zstd = typeof import('@bokuweb/zstd-wasm')

/** Loaded once: a second `init` would exchange the module under a first user's feet. */
let zstd: Promise<Zstd> | undefined

/** zstd as WebAssembly: the same bytes whatever the version of Node. */
export function loadZstd(): Promise<Zstd> {
  return (zstd ??= load())
}

async function load(): Promise<Zstd> {
  const module = await import('@bokuweb/zstd-wasm')
  await module.init()
  return module
}
