/** Samples that came more than once, spelled as in `report.json`. */
export interface Duplicates {
  /** Records dropped because an earlier one gave the same content. */
  readonly records: number
  /** Kept samples of which at least one copy was dropped. */
  readonly samples_repeated: number
  /** The ten with most copies; of equally many, those kept first. */
  readonly largest: readonly DuplicateCluster[]
}

export interface DuplicateCluster {
  /** Where the record was read that was kept: `cases.jsonl:17`. */
  readonly kept: string
  /** Records dropped in favour of it. */
  readonly copies: number
  /** Content of the sample as JSON text, without weight and metadata, as one of the copies spells it. */
  readonly text: string
  /** The text goes on. */
  readonly clipped: boolean
}
