/** Samples that were kept without being built. */
export interface MeasuredRows {
  readonly count: number
  /** Code points of the produced texts. */
  readonly lengths: Uint32Array
  /** Produced texts of an order that some metric wants. */
  readonly texts: TextBodies
  /** Words of their produced texts; absent unless they are counted. */
  readonly ngrams?: MeasuredNgrams | undefined
}

/** Texts by the numbers that put them into an order as good as chance, one entry per text. */
export interface TextBodies {
  readonly orders: Float64Array
  /** At most the first 2,000 UTF-16 units, one text after the other, as JSON strings without quotes. */
  readonly bytes: Uint8Array
  /** Position behind each text. */
  readonly ends: Uint32Array
}

/** Words, and pairs and triples of neighbours. */
export interface MeasuredNgrams {
  /** Of these rows. */
  readonly counts: readonly [number, number, number]
  /** Registers of a HyperLogLog for each of the three, which other rows may have raised before. */
  readonly registers: Uint8Array
}
