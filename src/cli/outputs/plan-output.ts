/** What `loradex plan --json` prints. */
export interface PlanOutput {
  readonly format_version: 1
  /** The file that was written. */
  readonly path: string
  readonly plan_digest: string
  /** Of the input. */
  readonly parts: number
  /** Of the cluster: neighbouring parts in one go. */
  readonly tasks: number
  /** The command that has a cluster make the export, word by word. */
  readonly spark_submit: readonly string[]
}
