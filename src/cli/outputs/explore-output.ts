/** What `loradex explore --json` prints, on one line, as soon as the pages can be asked for. */
export interface ExploreOutput {
  readonly format_version: 1
  /** Of the first page. */
  readonly url: string
  readonly samples: number
  readonly rejects: number
}
