/** Samples that were kept without being built, one entry per sample and fact. */
export interface MeasuredRows {
  readonly count: number
  /** Code points of the produced texts. */
  readonly lengths: Uint32Array
  /** Numbers that put produced texts into an order as good as chance. */
  readonly textOrders: Float64Array
  /** The produced text; to be asked for few. */
  producedOf(row: number): string
}
