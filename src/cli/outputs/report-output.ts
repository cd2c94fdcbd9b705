import type { Counts } from '../../records/manifest.js'
import type { Comparison } from '../../report/compare/comparison.js'
import type { GateResult } from '../../report/gates.js'
import type { NextStep } from '../../report/html/next-step.js'

/** What `loradex report --json` prints. */
export interface ReportOutput {
  readonly format_version: 1
  /** Where the page was written, as the command line would call it. */
  readonly page: string
  readonly bytes: number
  /** Of the page, in hex. */
  readonly sha256: string
  readonly plan_digest: string
  readonly counts: Counts
  readonly gates: readonly GateResult[]
  readonly next_steps: readonly NextStep[]
}

/** What `loradex report --compare --json` prints. */
export interface CompareOutput extends Comparison {
  readonly format_version: 1
}
