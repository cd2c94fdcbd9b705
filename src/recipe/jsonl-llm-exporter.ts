import { resolve } from 'node:path'
import { adapterMetadataDocument } from '../adapters/adapter-metadata.js'
import { readAdapterMetadata } from '../adapters/read-adapter-metadata.js'
import type { Progress } from '../export/progress.js'
import { LoradexError } from '../kernel/error.js'
import type { JsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { fromPlain } from '../kernel/plain-json.js'
import { indentJson } from '../kernel/write-json.js'
import type { Counts } from '../records/manifest.js'
import { qualityReport } from '../report/report.js'
import { compileSchema } from '../schema/validate/compile-schema.js'
import type { SchemaError, Validator } from '../schema/validate/validator.js'
import { assertEntities } from './assert-entities.js'
import { checkRecipe, invalidRecipe } from './check-recipe.js'
import { countOption } from './count-option.js'
import { collectEntityErrors } from './entity-errors.js'
import type { ExportEntitiesOptions, ExportStats } from './export-entities-options.js'
import { exportInstant } from './export-instant.js'
import { exportRecipe, type ExportSummary } from './export-recipe.js'
import type { ExporterConfig, ExporterOptions } from './exporter-config.js'
import { loadSchema } from './load-schema.js'
import type { Recipe } from './recipe.js'
import type { Environment } from './secrets.js'
import { validateLine } from './validate-line.js'

export interface SchemaVerdict {
  readonly valid: boolean
  /** All errors on one line, in the words of the format's documentation; absent when valid. */
  readonly error?: string
  /** With JSON Pointers; empty when valid, and when the text is not one JSON object. */
  readonly errors: readonly SchemaError[]
}

/**
 * Exports what a program holds as fine-tuning data. Exports of one exporter may overlap; reports
 * are about the one that ended last.
 *
 * @example
 * ```ts
 * import { JsonlLlmExporter } from 'loradex'
 *
 * const exporter = new JsonlLlmExporter({
 *   style: 'instruction_tuning',
 *   quality_metrics: { enable_metrics: true },
 *   output: { path: 'out' },
 * })
 * const entities = [{ question: 'What is the capital of France?', answer: 'Paris is the capital.' }]
 * const { exported_entities, errors } = await exporter.exportEntities(entities)
 * console.log(exported_entities, errors, exporter.getQualityMetricsReport())
 * ```
 */
export class JsonlLlmExporter {
  readonly #baseFolder: string
  readonly #env: Environment
  #recipe: Recipe
  /** The document that was set, for what this version does not know. */
  #originalMetadata: JsonObject | undefined
  #last: ExportSummary | undefined
  #validator: Validator | undefined

  /** @throws `recipe.invalid` with all problems of the config at once. */
  constructor(config: ExporterConfig = {}, { baseFolder = '.', env = {} }: ExporterOptions = {}) {
    if ('source' in config) {
      const hint = 'Remove source: the entities are what is exported.'
      throw invalidRecipe('recipe', [{ line: 'source: expected no source, saw one', hint }])
    }
    // No recipe that is written can say entities: something takes their place until it is checked.
    const checked = checkRecipe({ ...config, source: { type: 'stdin' } })
    this.#recipe = { ...checked, source: { type: 'entities' } }
    this.#baseFolder = resolve(baseFolder)
    this.#env = env
  }

  /**
   * Publishes one folder of samples, rejects and reports, or nothing. Entities are objects, or maps
   * from key to value; numbers keep their text when they come as bigint or `JsonNumber`. All are
   * copied to disk before the first is looked at, so memory does not grow with their number.
   *
   * @throws `export.entity-failed` as `continue_on_error` and `max_errors` say; `source.lost` when
   *   `entities` throws; `usage.invalid` for an option out of bounds, or entities that are none; any other code of an export.
   *   The signal's reason when it was aborted.
   *
   * @example
   * ```ts
   * import { JsonlLlmExporter } from 'loradex'
   *
   * async function* answers(): AsyncGenerator<object> {
   *   yield { question: 'How many stars are there?', answer: 'More than anyone has counted.' }
   * }
   * const exporter = new JsonlLlmExporter()
   * const stats = await exporter.exportEntities(answers(), {
   *   output_path: 'out',
   *   force: true,
   *   signal: AbortSignal.timeout(60_000),
   *   progress_callback: ({ total_entities }) => console.log(total_entities),
   *   max_errors: 10,
   * })
   * console.log(stats.total_entities, stats.failed_entities)
   * ```
   */
  async exportEntities(
    entities: Iterable<unknown> | AsyncIterable<unknown>,
    options: ExportEntitiesOptions = {},
  ): Promise<ExportStats> {
    assertEntities(entities)
    const startedAt = performance.now()
    const recipe = this.#recipe
    const { output_path = recipe.output.path, force = false, workers, signal } = options
    const errors = collectEntityErrors({
      continueOnError: options.continue_on_error ?? true,
      maxErrors: countOption(options.max_errors ?? 100, {
        name: 'max_errors',
        min: 0,
        mayBeInfinite: true,
      }),
      listSchemaErrors: recipe.structured_gen.log_validation_errors,
    })
    const tell = (counts: Counts, bytes: number): ExportStats => ({
      total_entities: counts.read,
      exported_entities: counts.emitted,
      failed_entities: counts.read - counts.emitted,
      bytes_written: bytes,
      duration_ms: Math.round(performance.now() - startedAt),
      errors: [...errors.lines()],
    })
    const { progress_callback } = options
    const onProgress = everySoMany(options.progress_interval, (progress) =>
      progress_callback?.(tell(progress, progress.bytesEmitted)),
    )
    const summary = await exportRecipe(
      { recipe, baseFolder: this.#baseFolder },
      {
        target: resolve(this.#baseFolder, output_path),
        replace: force,
        unfinished: 'restart',
        checkpointMs: null,
        ...(workers !== undefined && {
          workers: countOption(workers, { name: 'workers', min: 1 }),
        }),
        entities,
        env: this.#env,
        signal,
        originalMetadata: this.#originalMetadata,
        onReject: errors.add,
        onProgress,
      },
    )
    this.#last = summary
    return tell(summary.report.counts, summary.bytesWritten)
  }

  /**
   * Whether a sample, given as JSON text, keeps `structured_gen.json_schema`; its `weight`,
   * `metadata` and `__schema__` are not looked at, as in exports. Where
   * `enable_schema_validation` is off, everything is valid. The schema is read at the first call.
   *
   * @throws `schema.invalid` when the schema cannot be used.
   *
   * @example
   * ```ts
   * import { JsonlLlmExporter } from 'loradex'
   *
   * const exporter = new JsonlLlmExporter({
   *   structured_gen: {
   *     enable_schema_validation: true,
   *     json_schema: { required: ['instruction', 'output'] },
   *   },
   * })
   * const { valid, error } = exporter.validateAgainstSchema('{"instruction":"Say hello."}')
   * console.log(valid, error) // false 'Missing required field: output'
   * ```
   */
  validateAgainstSchema(json: string): SchemaVerdict {
    const { enable_schema_validation, json_schema } = this.#recipe.structured_gen
    if (!enable_schema_validation || json_schema === undefined) return { valid: true, errors: [] }
    // Bytes could not tell what is wrong: encoding would put another character in its place.
    if (!json.isWellFormed()) {
      return { valid: false, error: 'lone-surrogate: half a character', errors: [] }
    }
    const schemaText = (): string => loadSchema(json_schema, { baseFolder: this.#baseFolder }).text
    this.#validator ??= compileSchema(parseJsonText(schemaText()) ?? null)
    const verdict = validateLine({ validator: this.#validator }, Buffer.from(json))
    switch (verdict.kind) {
      case 'compliant':
        return { valid: true, errors: [] }
      case 'violations': {
        const error = verdict.errors.map(({ message }) => message).join('; ')
        return { valid: false, error, errors: verdict.errors }
      }
      case 'unreadable':
        return { valid: false, error: `${verdict.code}: ${verdict.reason}`, errors: [] }
    }
  }

  /**
   * The text of `adapter_metadata.json`, whether or not exports write that file. A `num_samples` of
   * 0 is filled in from the last export. `exported_at` is the instant of the last export; before
   * any, that of the document that was set, else `SOURCE_DATE_EPOCH`, else now.
   *
   * @example
   * ```ts
   * import { JsonlLlmExporter } from 'loradex'
   *
   * const exporter = new JsonlLlmExporter({
   *   adapter_metadata: { enable_tracking: true, adapter_id: 'legal-qa-v1', language: 'de' },
   * })
   * console.log(exporter.getAdapterMetadataJson())
   * ```
   */
  getAdapterMetadataJson(): string {
    const original = this.#originalMetadata
    const exportedAt =
      this.#last?.exportedAt ??
      (original?.has('exported_at') ? undefined : exportInstant(this.#env))
    return indentJson(
      adapterMetadataDocument(this.#recipe.adapter_metadata, {
        numSamples: this.#last?.report.counts.emitted ?? 0,
        ...(exportedAt && { exportedAt }),
        ...(original && { original }),
      }),
    )
  }

  /**
   * Takes over a document like those that `getAdapterMetadataJson` gives. Members that this version
   * does not know stay in it, also in what later exports write, as from now on tracking is on.
   * Missing members have their defaults; values out of range are taken as they are.
   *
   * @throws `metadata.invalid` when the text is not JSON or a member is of a wrong type; nothing
   *   has changed then.
   *
   * @example
   * ```ts
   * import { JsonlLlmExporter } from 'loradex'
   *
   * const exporter = new JsonlLlmExporter()
   * exporter.setAdapterMetadataFromJson('{"adapter_id":"legal-qa-v1","reviewed_by":"Ada"}')
   * console.log(exporter.getAdapterMetadataJson()) // still says who has reviewed it
   * ```
   */
  setAdapterMetadataFromJson(json: string): void {
    const { config, document } = readAdapterMetadata(json)
    this.#recipe = { ...this.#recipe, adapter_metadata: config }
    this.#originalMetadata = document
  }

  /**
   * `schema_validation`, `length_distribution` and `diversity_score` of the last export as JSON
   * text, as far as they were measured: `quality_metrics` says what is. How diversity was measured
   * stands in `diversity`.
   *
   * @throws `export.not-run` before the first export.
   */
  getQualityMetricsReport(): string {
    if (this.#last) return indentJson(fromPlain(qualityReport(this.#last.result.metrics)))
    throw new LoradexError('export.not-run', {
      message: 'expected an export before its quality report, saw none',
      details: { method: 'getQualityMetricsReport' },
      hint: 'Await exportEntities first.',
    })
  }
}

/** Passes on the progress that is the first after another `interval` records. */
function everySoMany(
  interval: number | undefined,
  report: (progress: Progress) => void,
): (progress: Progress) => void {
  const records = countOption(interval ?? 1000, { name: 'progress_interval', min: 1 })
  let told = 0
  return (progress) => {
    const due = Math.floor(progress.read / records)
    if (due === told) return
    told = due
    report(progress)
  }
}
