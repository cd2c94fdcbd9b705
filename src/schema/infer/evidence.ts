/** What the values that were seen say about those that were not, and how much is to be claimed. */
export interface Evidence {
  /** Every value there is was seen. */
  readonly isComplete: boolean
  /**
   * Values that a claim about texts, numbers, lengths or required keys takes.
   * @default 20 when every value was seen, else 100
   */
  readonly support?: number
  /** Largest share of exceptions that required keys, types and formats may have. @default 0 */
  readonly tolerance?: number
  /** Claims that there are no other keys, and bounds of numbers and lists on both sides. @default false */
  readonly isStrict?: boolean
}

/** Fewer values than this say nothing about others. */
export function enough({ isComplete, support }: Evidence): number {
  return support ?? (isComplete ? 20 : 100)
}

/** Whether so many of all are all but for the exceptions that are tolerated. */
export function holds({ tolerance = 0 }: Evidence, count: number, of: number): boolean {
  return count > 0 && of - count <= tolerance * of
}
