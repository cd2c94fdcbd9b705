/** Something that an inferred schema says, with what it rests on. */
export interface Claim {
  /** JSON Pointer of the subschema. */
  readonly pointer: string
  /** The keyword that says it. */
  readonly keyword: string
  /** The key, types, format, value or bound that it says. */
  readonly about?: string
  /** Values that speak for it. */
  readonly support: number
  /** Values that there were. */
  readonly of: number
  /** The first record with a value that speaks against it, where exceptions were tolerated. */
  readonly exception?: number
}
