/** What `loradex publish --json` prints. */
export interface PublishOutput {
  readonly format_version: 1
  readonly to: 'mlflow' | 'wandb' | 'dir'
  /** Of the adapter. */
  readonly version: string
  /** `mlflow:geo-qa/1`, or the folder that was written. */
  readonly at: string
  /** Nothing was written: it was there already. */
  readonly existed: boolean
}
