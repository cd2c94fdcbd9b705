import type { MetadataProblem } from '../../adapters/metadata-problem.js'
import type { PlainJson } from '../../kernel/plain-json.js'

interface OfFile {
  readonly format_version: 1
  /** As it was named. */
  readonly file: string
}

/** What `loradex metadata show --json` prints. */
export interface MetadataShowOutput extends OfFile {
  /** The file as it is, with what loradex does not know. */
  readonly metadata: Readonly<Record<string, PlainJson>>
}

/** What `loradex metadata set --json` prints. */
export interface MetadataSetOutput extends MetadataShowOutput {
  /** False for a dry run. */
  readonly written: boolean
  readonly changes: readonly MetadataChange[]
}

/** What `loradex metadata build --json` prints. */
export interface MetadataBuildOutput extends MetadataShowOutput {
  /** False for a dry run. */
  readonly written: boolean
}

export interface MetadataChange {
  /** Dotted path. */
  readonly key: string
  /** Null for what was not there. */
  readonly before: PlainJson
  readonly after: PlainJson
}

/** What `loradex metadata check --json` prints. */
export interface MetadataCheckOutput extends OfFile {
  /** There are no errors; warnings there may be. */
  readonly passed: boolean
  readonly errors: readonly MetadataProblem[]
  readonly warnings: readonly MetadataProblem[]
}
