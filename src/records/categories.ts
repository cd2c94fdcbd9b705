/** How often the values of a field occur among emitted samples, spelled as in `report.json`. */
export interface CategoryField {
  /** The key of the metadata; for the split, the path of its key. */
  readonly field: string
  readonly from: 'metadata' | 'split'
  /** Samples that have the field, with a value or list of values that can be counted. */
  readonly samples: number
  /** Samples whose value is too long or nested to be counted. */
  readonly uncounted: number
  /** The 20 most frequent; equally frequent ones by their JSON text. A list counts once for each value in it. */
  readonly values: readonly CategoryCount[]
  /** Σ of the counts of all other values. */
  readonly other: number
  /** Different values. */
  readonly distinct: number
  /** False: `distinct` is where counting ended, `values` is empty; the field tells samples apart. */
  readonly exact: boolean
}

export interface CategoryCount {
  readonly value: string | number | boolean | null
  /** Samples that have it. */
  readonly count: number
}
