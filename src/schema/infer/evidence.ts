/** What the values that were seen say about those that were not. */
export interface Evidence {
  /** Every value there is was seen. */
  readonly isComplete: boolean
}

/** Fewer values than this say nothing about others. */
export function enough({ isComplete }: Evidence): number {
  return isComplete ? 20 : 100
}
