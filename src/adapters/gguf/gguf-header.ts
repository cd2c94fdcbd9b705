/** What stands before the values of a GGUF file: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. */
export interface GgufHeader {
  readonly version: number
  /** Scalars and texts; of lists, their length. */
  readonly metadata: ReadonlyMap<string, GgufValue>
  readonly tensors: readonly GgufTensor[]
  readonly fileBytes: number
}

export type GgufValue = string | number | bigint | boolean | { readonly items: number }

export interface GgufTensor {
  readonly name: string
  /** Innermost first, as GGUF writes them. */
  readonly shape: readonly number[]
  /** Of ggml: 0 is F32, 1 F16, 30 BF16, others are quantised. */
  readonly type: number
  /** From where the values begin. */
  readonly offset: number
}
