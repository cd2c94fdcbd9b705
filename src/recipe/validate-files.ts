import type { Progress } from '../export/progress.js'
import { startTally, type Tally } from '../export/tally.js'
import { isLoradexError, LoradexError } from '../kernel/error.js'
import type { JsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { compileSchema } from '../schema/validate/compile-schema.js'
import type { SchemaError } from '../schema/validate/validator.js'
import { jsonl } from '../sources/jsonl.js'
import type { Source } from '../sources/source.js'
import { createTextCheck } from './create-text-check.js'
import { loadDemands } from './load-demands.js'
import type { PlacedRecipe } from './load-recipe.js'
import { placedRecords, type Advance, type PlacedRecord } from './placed-records.js'
import { producedOf } from './produced-of.js'
import type { Recipe, StructuredGenRecipe } from './recipe.js'
import type { TextConstraint } from './text-constraint.js'
import { validateLine, type LineChecks, type LineVerdict } from './validate-line.js'

export interface ValidateOptions {
  /** As `structured_gen.json_schema` of a recipe. */
  readonly schemaPath?: StructuredGenRecipe['json_schema']
  /** The recipe whose regex or grammar produced texts must match, if it has one. */
  readonly recipe?: Recipe
  /** What a path to the schema starts from. */
  readonly baseFolder: string
  /** What messages call the place that names the schema. @default `structured_gen.json_schema` */
  readonly placeOf?: PlacedRecipe['placeOf']
  /** What paths of data files start from. */
  readonly cwd: string
  /** Lowest share of compliant lines that passes, 0 to 1. */
  readonly minComplianceRate: number
  /** Most invalid lines that the report lists. */
  readonly maxErrors: number
  readonly signal?: AbortSignal | undefined
  /** Called after every batch; lines that are wrong count as dropped, by what is wrong. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Told of every line, in order. */
  readonly onVerdict?: ((at: string, verdict: LineVerdict) => void) | undefined
}

/** Spelled as `--json` prints it. Unreadable lines are not counted as validated. */
export interface ValidationReport {
  readonly total_validated: number
  readonly compliant: number
  readonly violations: number
  readonly unreadable: number
  /** Null when nothing was validated. */
  readonly compliance_rate: number | null
  readonly min_compliance_rate: number
  /** Every line was readable and the rate is high enough. */
  readonly passed: boolean
  readonly warnings: readonly string[]
  readonly invalid: readonly { readonly at: string; readonly errors: readonly string[] }[]
}

/**
 * Validates existing JSON lines the way an export validates samples: without `weight`, `metadata`
 * and `__schema__`.
 *
 * @example
 * ```ts
 * import { validateFiles } from 'loradex/recipe'
 *
 * const report = await validateFiles(['out/*.jsonl'], {
 *   schemaPath: 'schema.json',
 *   baseFolder: '.',
 *   cwd: '.',
 *   minComplianceRate: 0.95,
 *   maxErrors: 10,
 * })
 * console.log(report.passed, report.compliance_rate, report.invalid)
 * ```
 */
export async function validateFiles(
  files: readonly string[],
  options: ValidateOptions,
): Promise<ValidationReport> {
  const { cwd, signal, minComplianceRate, maxErrors, onProgress } = options
  const { checks, warnings } = await loadChecks(options)
  const source = jsonl({ path: files, baseFolder: cwd })
  const tally = { compliant: 0, violations: 0, unreadable: 0 }
  const counts = startTally()
  const invalid: { at: string; errors: readonly string[] }[] = []
  const onAdvance = (advance: Advance): void => onProgress?.({ ...counts.current(), ...advance })

  const notes: string[] = []
  const onNote = (note: string): unknown => notes.push(note)
  // Files are read where they are: nothing is spooled.
  const reading = { spoolFolder: '', signal, onNote, onAdvance }
  for await (const { at, record } of placedRecords(planned(source), reading)) {
    const verdict = judge(checks, record)
    const errors = linesOf(verdict)
    tally[verdict.kind] += 1
    countLine(counts, verdict)
    options.onVerdict?.(at, verdict)
    if (errors.length > 0 && invalid.length < maxErrors) invalid.push({ at, errors })
  }

  const total = tally.compliant + tally.violations
  const rate = total === 0 ? null : tally.compliant / total
  return {
    total_validated: total,
    ...tally,
    compliance_rate: rate,
    min_compliance_rate: minComplianceRate,
    passed: tally.unreadable === 0 && (rate ?? 1) >= minComplianceRate,
    warnings: [...warnings, ...notes],
    invalid,
  }
}

async function loadChecks(options: ValidateOptions): Promise<{
  readonly checks: LineChecks
  readonly warnings: readonly string[]
}> {
  const { schemaPath, recipe } = options
  const { regex, grammar, grammar_format } = recipe?.structured_gen ?? {}
  const { schemaText, constraint, warnings } = await loadDemands(
    {
      ...(schemaPath !== undefined && { json_schema: schemaPath }),
      ...(regex !== undefined && { regex }),
      ...(grammar !== undefined && { grammar }),
      ...(grammar_format && { grammar_format }),
    },
    options,
  )
  const validator =
    schemaText === undefined ? undefined : compileSchema(parseJsonText(schemaText) ?? null)
  const checkProduced = recipe && constraint && producedCheck(recipe, constraint)
  return { checks: { validator, checkProduced }, warnings }
}

function producedCheck(recipe: Recipe, constraint: TextConstraint) {
  const [check, read] = [createTextCheck(constraint), producedOf(recipe)]
  return (sample: JsonObject): SchemaError | undefined => check(read(sample))
}

function countLine(counts: Tally, verdict: LineVerdict): void {
  counts.read(1)
  if (verdict.kind === 'compliant') counts.emitted(1)
  else counts.dropped(verdict.kind === 'violations' ? 'schema-violation' : verdict.code)
}

/** The source, whose failures are told to somebody who has named files. */
function planned(source: Source): Source {
  return {
    ...source,
    plan: async (options) =>
      source.plan(options).catch((error: unknown) => {
        throw withoutRecipe(error)
      }),
  }
}

/** Hints that speak of a recipe are of no use to who has named files. */
function withoutRecipe(error: unknown): unknown {
  if (!isLoradexError(error) || !/recipe|source\./u.test(error.hint)) return error
  const { code, message, details, cause } = error
  const hint = 'Name files of JSON Lines, such as the train-*.jsonl of an export.'
  return new LoradexError(code, { message, details, hint, cause })
}

function judge(checks: LineChecks, record: PlacedRecord['record']): LineVerdict {
  if (!('code' in record)) return validateLine(checks, record)
  return { kind: 'unreadable', code: record.code, reason: String(record.observed) }
}

function linesOf(verdict: LineVerdict): readonly string[] {
  switch (verdict.kind) {
    case 'compliant':
      return []
    case 'violations':
      return verdict.errors.map(({ message }) => message)
    case 'unreadable':
      return [`${verdict.code}: ${verdict.reason}`]
  }
}
