/** What the values that were seen say about those that were not, and how much is to be claimed. */
export interface Evidence {
  /** Every value there is was seen. */
  readonly isComplete: boolean
  /**
   * Values without exception that a claim about formats and bounds takes. One about required keys,
   * closed objects, lists and enumerations takes four times as many: exceptions to those are rare.
   * @default 5 when every value was seen, else 25; for strict claims about fewer than 100 records as many as
   * there are, from 3 to 5 or 8
   */
  readonly support?: number
  /** Largest share of exceptions that required keys, types and formats may have. @default 0 */
  readonly tolerance?: number
  /** Claims that there are no other keys, and bounds of numbers and lists on both sides. @default false */
  readonly isStrict?: boolean
}

/** Where there are fewer records, strict claims take fewer values. */
const FEW_RECORDS = 100

const FEWEST = 3
const MOST_OF_FEW = { complete: 5, incomplete: 8 }

/** With `support` for so many records. */
export function settled(evidence: Evidence, records: number): Evidence {
  const { isComplete, isStrict = false, support } = evidence
  if (support !== undefined || !isStrict || records >= FEW_RECORDS) return evidence
  const most = MOST_OF_FEW[isComplete ? 'complete' : 'incomplete']
  return { ...evidence, support: Math.min(most, Math.max(FEWEST, records)) }
}

/** Fewer values than this say nothing about others. */
export function enough({ isComplete, support }: Evidence): number {
  return support ?? (isComplete ? 5 : 25)
}

/** The same for what has exceptions so rare that few values show none. */
export function plenty(evidence: Evidence): number {
  return 4 * enough(evidence)
}

/** Whether so many of all are all but for the exceptions that are tolerated. */
export function holds({ tolerance = 0 }: Evidence, count: number, of: number): boolean {
  return count > 0 && of - count <= tolerance * of
}
