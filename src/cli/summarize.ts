import { isJsonArray, isJsonObject } from '../kernel/json-value.js'
import type { ExportSummary } from '../recipe/export-recipe.js'
import type { StructuredGenRecipe } from '../recipe/recipe.js'
import type { ExportReport } from '../report/report.js'
import { formatCount, formatSeconds } from './progress-line.js'

/** What became of the records. */
export function* summarize({ report, durationMs }: ExportSummary): Generator<string> {
  const { read, emitted, dropped } = report.counts
  const seconds = durationMs / 1000
  const rate = formatCount(Math.round(read / Math.max(seconds, 0.001)))
  yield `read ${formatCount(read)} records in ${formatSeconds(seconds)} (${rate}/s)`
  const splits = Object.entries(report.emitted.splits)
  const shares = splits.map(([name, count]) => `${name} ${formatCount(count)}`).join(', ')
  yield `  emitted ${formatCount(emitted)} (${shares})`
  for (const [code, count] of Object.entries(dropped)) {
    yield `  dropped ${formatCount(count)} ${code}`
  }
  if (read === 0) yield 'warning: the source has no records'
  else if (emitted === 0) yield 'warning: every record was dropped'
}

/** How many samples keep the schema, and the last errors where the recipe wants them logged. */
export function* summarizeSchema(
  { schema_validation }: ExportReport,
  { log_validation_errors }: StructuredGenRecipe,
): Generator<string> {
  if (!isJsonObject(schema_validation)) return
  const rate = schema_validation.get('compliance_rate')
  if (typeof rate === 'number') yield `compliance ${rate.toFixed(4)}`
  const recent = schema_validation.get('recent_errors')
  if (!log_validation_errors || !isJsonArray(recent) || recent.length === 0) return
  const counts = new Map<string, number>()
  for (const message of recent.filter((item) => typeof item === 'string')) {
    counts.set(message, (counts.get(message) ?? 0) + 1)
  }
  yield `last ${recent.length} schema errors`
  for (const [message, count] of counts) yield `  ${count} × ${message}`
}

export function* summarizeGates({ gates }: ExportReport): Generator<string> {
  for (const { gate, observed, allowed, passed } of gates) {
    const verdict = passed ? 'passed' : 'FAILED'
    yield `gate ${gate} ${verdict}: observed ${observed ?? 'nothing to measure'}, allowed ${allowed}`
  }
}
