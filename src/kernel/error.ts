/** What each failure carries. Codes are public: add, never rename. */
export interface ErrorDetails {
  'usage.invalid': { readonly args: readonly string[] }
  'config.unreadable': { readonly path: string }
  'config.invalid': { readonly path: string; readonly problems: readonly string[] }
  'recipe.unreadable': { readonly path: string }
  'recipe.invalid': { readonly path: string; readonly problems: readonly string[] }
  'recipe.env-missing': { readonly path: string; readonly variable: string }
  /** `pointer` leads to what is wrong in the schema, `problem` is the message without the place. */
  'schema.invalid': { readonly pointer: string; readonly problem: string }
  /** `at` is file or key with line and column, `fault` the message without it. */
  'grammar.invalid': { readonly at: string; readonly fault: string }
  /** Texts would take too much to check. */
  'grammar.too-large': { readonly states: number }
  /** Tokens of a vocabulary stand in it, which no text shows. */
  'grammar.uncheckable': { readonly rule: string }
  /** The format that was asked for has no way to say it. */
  'grammar.inexpressible': { readonly fault: string }
  /** The engine would not enforce it; `source` says who says so. */
  'request.unsupported': {
    readonly engine: string
    readonly version: string
    readonly source: string
  }
  'template.invalid': { readonly template: string }
  'value.not-json': { readonly seen: string }
  /** The source cannot be opened or is not what the recipe says: nothing was written. */
  'source.unreadable': { readonly input: string; readonly reason?: 'login-refused' }
  'source.not-a-file': { readonly input: string }
  'source.no-match': { readonly pattern: string }
  /** What a server was asked for is not there. */
  'source.not-found': { readonly input: string }
  'source.encoding': { readonly input: string; readonly encoding: string }
  'source.wrong-format': { readonly input: string; readonly expected: string }
  'source.query-refused': { readonly input: string }
  'source.driver-missing': { readonly driver: string }
  /** The source failed while it was read. */
  'source.changed': { readonly input: string }
  /** The source does not tell what has come since an earlier export of it. */
  'source.not-appendable': { readonly input: string }
  'source.damaged': { readonly input: string }
  'source.truncated': { readonly input: string }
  'source.expands-too-much': { readonly input: string; readonly ratio: number }
  'source.lost': { readonly input: string }
  /** `init` looked at the source, and cannot propose a recipe for it, or not write it. */
  'init.no-records': { readonly input: string }
  'init.no-proposal': { readonly input: string }
  'init.target-exists': { readonly path: string }
  'init.target-unwritable': { readonly path: string }
  'metric.state-invalid': { readonly metricId: string }
  /** Predictions cannot be evaluated as they are. */
  'evaluation.invalid': { readonly path: string }
  /** There is no adapter where one was named. */
  'adapter.unreadable': { readonly path: string }
  /** What an adapter consists of cannot be used at all: a pickle, a damaged header. */
  'adapter.refused': { readonly path: string; readonly file: string }
  'adapter.base-unreadable': { readonly path: string }
  'metadata.unreadable': { readonly path: string }
  'metadata.trainer-unreadable': { readonly path: string }
  'metadata.invalid': { readonly path: string; readonly problems: readonly string[] }
  'report.missing': { readonly path: string }
  'report.damaged': { readonly path: string; readonly problems: readonly string[] }
  'report.newer': { readonly path: string; readonly format_version: number }
  'export.target-exists': { readonly target: string }
  /** Another process exports to the target. */
  'export.locked': { readonly target: string; readonly pid: number }
  /** An export to the target did not come to its end. */
  'export.unfinished': { readonly target: string; readonly read: number }
  /** The export to go on with is another one by now: what it differs in, a line each. */
  'export.plan-changed': { readonly target: string; readonly changes: readonly string[] }
  /** The export keeps nothing of itself that another one could append to. */
  'export.not-appendable': { readonly target: string }
  /** What is to be done needs to know inputs and shards by their digests. */
  'export.without-digests': { readonly target: string }
  'export.target-unwritable': { readonly target: string }
  'export.disk-full': { readonly target: string }
  'export.disk-failed': { readonly target: string }
  'export.entity-failed': { readonly at: string; readonly reason: string }
  'export.records-lost': { readonly read: number; readonly emitted: number; readonly lost: number }
  'export.worker-died': { readonly worker: number }
  'export.not-run': { readonly method: string }
  /** There is no export in the folder that was named. */
  'export.unreadable': { readonly target: string }
  'export.damaged': { readonly target: string }
  'export.changed': { readonly target: string }
  'key.invalid': { readonly path: string; readonly seen: string }
  /** The folder cannot be signed or verified as it is. */
  'model.invalid': { readonly path: string; readonly seen: string }
  'signature.missing': { readonly path: string }
  'signature.invalid': {
    readonly path: string
    readonly reason: 'malformed' | 'unsupported' | 'wrong-key' | 'not-trusted' | 'forged'
  }
  /** The signature is right, the files are not those that were signed. */
  'signature.mismatch': {
    readonly path: string
    readonly changed: readonly string[]
    readonly missing: readonly string[]
    readonly unsigned: readonly string[]
  }
  /** The source of an export cannot be read again as it was. */
  'lineage.source-gone': { readonly input: string }
  'lineage.unreadable': { readonly path: string }
  /** The lineage that was written is of other weights or data. */
  'lineage.outdated': { readonly path: string }
  'registry.unreachable': { readonly url: string }
  'registry.refused': { readonly url: string; readonly status: number }
  'registry.conflict': { readonly name: string; readonly version: string }
  'registry.not-found': { readonly wanted: string }
  /** What Spark needs is not there or not the right one; `fault` names what, as in LDX-SPARK-01. */
  'spark.unavailable': { readonly fault: string }
  /** Spark, or a worker under it, has failed on the way. */
  'spark.failed': { readonly fault: string }
  'explore.port-taken': { readonly port: number }
}

export type ErrorCode = keyof ErrorDetails

interface Failure<Code extends ErrorCode> {
  /** What was expected, what was seen and where; never a secret, never a whole record. */
  readonly message: string
  readonly details: ErrorDetails[Code]
  /** What the reader can do next, in one imperative sentence. */
  readonly hint: string
  readonly cause?: unknown
}

/** Every failure that is not a bug. Bad samples are data, and are dropped instead. */
export class LoradexError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'LoradexError'
  readonly code: Code
  readonly details: ErrorDetails[Code]
  readonly hint: string

  constructor(code: Code, failure: Failure<Code>) {
    super(failure.message, failure)
    this.code = code
    this.details = failure.details
    this.hint = failure.hint
  }
}

/**
 * Use this rather than `instanceof`, which leaves the code untyped.
 *
 * @example
 * ```ts
 * import { isLoradexError, loadRecipe } from 'loradex'
 *
 * try {
 *   await loadRecipe('loradex.yaml', { env: process.env })
 * } catch (error) {
 *   if (!isLoradexError(error)) throw error
 *   console.error(error.code, error.message, error.hint)
 * }
 * ```
 */
export function isLoradexError(error: unknown): error is LoradexError {
  return error instanceof LoradexError
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
