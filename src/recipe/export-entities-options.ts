/** What an export came to, or has come to so far. Spelled as in the format's documentation. */
export interface ExportStats {
  /** Equals `exported_entities` plus `failed_entities`. */
  readonly total_entities: number
  /** Samples written. */
  readonly exported_entities: number
  /** Dropped for whatever reason: duplicates, and texts too short or too long, count too. */
  readonly failed_entities: number
  /** Size of the shards; while the export goes on, of the lines before compression. */
  readonly bytes_written: number
  readonly duration_ms: number
  /**
   * A line for every entity that could not be read, mapped or weighed, and for every error that the
   * schema finds, each with its place; the first `max_errors` of them.
   */
  readonly errors: readonly string[]
}

export interface ExportEntitiesOptions {
  /** Folder to make; relative to the exporter's `baseFolder`. @default `output.path` of the config */
  readonly output_path?: string | undefined
  /** Threads beside this one, where there is enough to do. @default as many as there are cores */
  readonly workers?: number | undefined
  /** Replaces an earlier export at `output_path`, once the new one is complete. @default false */
  readonly force?: boolean | undefined
  /** Ends the export with the signal's reason; nothing is visible then. */
  readonly signal?: AbortSignal | undefined
  /** What it throws ends the export. */
  readonly progress_callback?: ((stats: ExportStats) => void) | undefined
  /** Entities from one call of `progress_callback` to the next, at least. @default 1000 */
  readonly progress_interval?: number | undefined
  /** False: the first entity that cannot be read, mapped or weighed ends the export. @default true */
  readonly continue_on_error?: boolean | undefined
  /**
   * More entities than this that cannot be read, mapped or weighed end the export; `Infinity`: never.
   * What the schema, the filters and the search for duplicates drop does not count. @default 100
   */
  readonly max_errors?: number | undefined
}
