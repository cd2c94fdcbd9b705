import type { DryRun } from '../../recipe/dry-run.js'

/** What `loradex export --dry-run --json` prints. */
export interface DryRunOutput extends DryRun {
  readonly format_version: 1
  /** The folder that would be written. */
  readonly target: string
}
