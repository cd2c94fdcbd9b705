/** What `loradex doctor --json` prints. */
export interface DoctorOutput {
  readonly format_version: 1
  readonly loradex_version: string
  /** Nothing failed; warnings there may be. */
  readonly passed: boolean
  readonly checks: readonly CheckOutput[]
}

export interface CheckOutput {
  /** `node`, `driver.duckdb`, `recipe.source` */
  readonly id: string
  readonly verdict: 'ok' | 'warn' | 'fail'
  readonly saw: string
  /** What to do, for all but `ok`. */
  readonly advice?: string
}
