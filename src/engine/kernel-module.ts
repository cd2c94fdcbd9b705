import { kernelBytes } from './kernel-bytes.js'
import { MEMORY_PAGES } from './layout.js'

/** What the kernel exports, see `kernel/index.ts`, and its memory. */
export interface Kernel extends KernelExports {
  readonly buffer: SharedArrayBuffer
}

interface KernelExports {
  readonly linesEnd: { readonly value: number }
  readonly kept: { readonly value: number }
  prepare(seedLow: bigint, seedHigh: bigint): void
  start(at: number, area: number, highestOrder: number): void
  run(from: number, rows: number): number
  readonly offered: { readonly value: number }
  hashScratch(bytes: number): void
  learnShape(row: number): void
  forgetShapes(): void
  readonly newCategories: { readonly value: number }
  learnCategory(index: number, number: number): void
  forgetCategories(): void
  ngramRegisters(): number
  readonly words: { readonly value: number }
  readonly pairs: { readonly value: number }
  readonly triples: { readonly value: number }
  forgetNgrams(): void
}

let compiled: WebAssembly.Module | undefined

/** A kernel of its own memory; undefined where there is no WebAssembly with SIMD, or no memory for it. */
export function createKernel(): Kernel | undefined {
  compiled ??= compile()
  if (compiled === undefined) return undefined
  const memory = allocate()
  if (memory === undefined) return undefined
  const { buffer }: { readonly buffer: ArrayBufferLike } = memory
  if (!(buffer instanceof SharedArrayBuffer)) return undefined
  const instance = new WebAssembly.Instance(compiled, { env: { memory } })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own module
  const exported = instance.exports as unknown as KernelExports
  return { ...exported, buffer }
}

/** Undefined where addresses are limited (`ulimit -v`): V8 reserves some 10 GB of them for each memory. */
function allocate(): WebAssembly.Memory | undefined {
  try {
    return new WebAssembly.Memory({ initial: MEMORY_PAGES, maximum: MEMORY_PAGES, shared: true })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function compile(): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(kernelBytes())
  } catch (error) {
    if (error instanceof WebAssembly.CompileError || error instanceof ReferenceError)
      return undefined
    throw error
  }
}
