import type { ValidationReport } from '../../recipe/validate-files.js'

/** What `loradex validate --json` prints. */
export interface ValidateOutput extends ValidationReport {
  readonly format_version: 1
}
