/** What stands before the values of a safetensors file. */
export interface TensorHeader {
  /** The texts of `__metadata__`. */
  readonly metadata: ReadonlyMap<string, string>
  /** In the order of their values. */
  readonly tensors: readonly Tensor[]
  /** Where the values begin in the file. */
  readonly dataStart: number
  readonly fileBytes: number
}

export interface Tensor {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  /** Product of the shape. */
  readonly elements: number
  /** In the file. */
  readonly start: number
  /** One past the last byte. */
  readonly end: number
}
