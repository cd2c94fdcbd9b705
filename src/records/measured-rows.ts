/** Samples that were kept without being built, one entry per sample and fact. */
export interface MeasuredRows {
  readonly count: number
  /** Code points of the produced texts. */
  readonly lengths: Uint32Array
  /** Numbers that put produced texts into an order as good as chance. */
  readonly textOrders: Float64Array
  /** Words of their produced texts; absent unless they are counted. */
  readonly ngrams?: MeasuredNgrams | undefined
  /** The produced text; to be asked for few. */
  producedOf(row: number): string
}

/** Words, and pairs and triples of neighbours. */
export interface MeasuredNgrams {
  /** Of these rows. */
  readonly counts: readonly [number, number, number]
  /** Registers of a HyperLogLog for each of the three, which other rows may have raised before. */
  readonly registers: Uint8Array
}
