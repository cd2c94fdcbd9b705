import type { ReportDocument } from '../../report/report-document.js'

/** What `loradex export --json` prints: the report without single records, and how the run went. */
export interface ExportOutput extends Omit<ReportDocument, 'excerpts'> {
  readonly run: RunFacts
}

export interface RunFacts {
  /** The folder that was written. */
  readonly path: string
  readonly duration_ms: number
  /** Of the shards. */
  readonly bytes_written: number
  /** Threads that were started; 0 where the main thread did everything. */
  readonly workers: number
  /** Records that an interrupted export had read; absent when this one began with the first. */
  readonly resumed_at?: number
}
