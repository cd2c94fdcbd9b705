/** Something to do about the data, derived from what the report says. */
export interface NextStep {
  /** `must`: a gate failed or there are no samples. `should`: the data is worse than it looks. `could`: the rest. */
  readonly urgency: 'must' | 'should' | 'could'
  /** What was found, with its numbers. */
  readonly finding: string
  /** What the finding is about, in words of the data: a field, an error, a place. */
  readonly about?: string
  /** What to do, as a sentence. */
  readonly advice: string
  /** Path of the recipe key that decides. */
  readonly key?: string
}
