import { readFileSync } from 'node:fs'

/** The kernel as WebAssembly. In bundles, the bytes themselves are in place of this file. */
export function kernelBytes(): Uint8Array<ArrayBuffer> {
  return readFileSync(new URL('./kernel.wasm', import.meta.url))
}
