/** One thing that is looked at. */
export interface Check {
  /** Public, for programs that read `--json`: `node`, `driver.duckdb`. */
  readonly id: string
  /** What is looked at, in a word or two. */
  readonly title: string
  /** What it throws counts as failed. */
  run(): Finding | Promise<Finding>
}

/** What was seen; whoever finds fault says what to do. */
export type Finding =
  | { readonly verdict: 'ok'; readonly saw: string }
  | {
      readonly verdict: 'warn' | 'fail'
      readonly saw: string
      /** One imperative sentence. */
      readonly advice: string
      /** What an export would end with. @default 3 */
      readonly cause?: unknown
    }

export function ok(saw: string): Finding {
  return { verdict: 'ok', saw }
}

export function warn(saw: string, advice: string): Finding {
  return { verdict: 'warn', saw, advice }
}

export function fail(saw: string, advice: string): Finding {
  return { verdict: 'fail', saw, advice }
}
