import { kernelBytes } from './kernel-bytes.js'

/** What the kernel exports; see `kernel/index.ts`. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly outputEnd: { readonly value: number }
  readonly kept: { readonly value: number }
  prepare(seedLow: bigint, seedHigh: bigint): void
  start(at: number, highestOrder: number): void
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

/** A kernel of its own memory; undefined where there is no WebAssembly with SIMD. */
export function createKernel(): Kernel | undefined {
  compiled ??= compile()
  if (compiled === undefined) return undefined
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own module
  return new WebAssembly.Instance(compiled, {}).exports as unknown as Kernel
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
