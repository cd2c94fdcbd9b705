import { isJsonArray, isJsonObject } from '../kernel/json-value.js'
import type { Counts } from '../records/manifest.js'
import type { DropCode } from '../records/verdict.js'
import type { ExportSummary } from '../recipe/export-recipe.js'
import type { StructuredGenRecipe } from '../recipe/recipe.js'
import type { GateResult } from '../report/gates.js'
import { dropRemedies } from '../report/html/drop-remedies.data.js'
import { dropReasons } from '../report/html/vocabulary.js'
import type { ExportReport } from '../report/report.js'
import { formatCount, formatSeconds } from './progress/amounts.js'
import type { SummaryLine } from './progress/face.js'
import { piece, type Piece, type Tone } from './progress/paint.js'
import { alignRows, type Row } from './summary-rows.js'

/** What became of the records: of every one that was read, and of how many. */
export function* summarizeCounts({
  report,
  durationMs,
  resumedAt,
  appendedTo,
}: ExportSummary): Generator<SummaryLine> {
  const { read, emitted, dropped } = report.counts
  const seconds = durationMs / 1000
  const before = resumedAt ?? appendedTo?.read ?? 0
  const rate = formatCount(Math.round((read - before) / Math.max(seconds, 0.001)))
  const resumed = (resumedAt ?? 0) > 0 ? `, resumed after ${formatCount(before)}` : ''
  const rows: readonly Row[] = [
    { label: 'read', count: read, note: `in ${formatSeconds(seconds)}, ${rate}/s${resumed}` },
    { label: 'kept', count: emitted, whole: read },
    ...splitRows(report),
    { label: 'dropped', count: read - emitted, whole: read },
    ...mostFirst(dropped).map(([code, count]) => {
      return { label: `  ${code}`, count, whole: read, note: dropReasons[code] }
    }),
  ]
  yield* alignRows(rows)
  if (read === 0) yield wrong('warning: the source has no records', 'odd')
  else if (emitted === 0) yield wrong('warning: every record was dropped', 'odd')
}

/** One split is all that was kept: nothing to tell. */
function splitRows({ counts, emitted }: ExportReport): readonly Row[] {
  const splits = Object.entries(emitted.splits)
  if (splits.length < 2) return []
  return splits.map(([name, count]) => ({ label: `  ${name}`, count, whole: counts.read }))
}

function mostFirst(dropped: Counts['dropped']): readonly (readonly [DropCode, number])[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the record are its type
  const reasons = Object.entries(dropped) as [DropCode, number][]
  return reasons.toSorted(([, left], [, right]) => right - left)
}

/** Which key to look at when one reason took more than half of all records. */
export function* hintAtReason({ counts }: ExportReport): Generator<SummaryLine> {
  const [most] = mostFirst(counts.dropped)
  if (most === undefined || most[1] <= counts.read / 2) return
  const [code] = most
  const { key, advice } = dropRemedies[code]
  const text = ` most records were dropped as ${code}; ${key} decides. ${advice}`
  yield { pieces: [piece('hint:', 'good'), piece(text)] }
}

/** How many samples keep the schema, and the last errors where the recipe wants them logged. */
export function* summarizeSchema(
  { schema_validation }: ExportReport,
  { log_validation_errors }: StructuredGenRecipe,
): Generator<SummaryLine> {
  if (!isJsonObject(schema_validation)) return
  const rate = schema_validation.get('compliance_rate')
  if (typeof rate === 'number') yield plain(`compliance ${shortNumber(rate)}`)
  const recent = schema_validation.get('recent_errors')
  if (!log_validation_errors || !isJsonArray(recent) || recent.length === 0) return
  const counts = new Map<string, number>()
  for (const message of recent.filter((item) => typeof item === 'string')) {
    counts.set(message, (counts.get(message) ?? 0) + 1)
  }
  yield plain(recent.length === 1 ? 'the schema error' : `last ${recent.length} schema errors`)
  for (const [message, count] of counts) yield plain(`  ${count} × ${message}`)
}

export function* summarizeGates({ gates }: ExportReport): Generator<SummaryLine> {
  for (const gate of gates) {
    const verdict = gate.passed ? piece('passed', 'good') : piece('FAILED', 'bad')
    const pieces: readonly Piece[] = [
      piece(`gate ${gate.gate} `),
      verdict,
      piece(`: ${observedText(gate)}, ${boundText(gate)}`),
    ]
    yield { pieces, isUrgent: !gate.passed }
  }
}

function observedText({ observed, allowed }: GateResult): string {
  if (observed === null) return 'nothing to measure'
  const text = shortNumber(observed)
  return Number(text) === allowed ? String(observed) : text
}

function boundText({ gate, allowed }: GateResult): string {
  return `${gate.startsWith('min_') ? 'at least' : 'at most'} ${allowed}`
}

/** Four digits behind the point at most. */
function shortNumber(value: number): string {
  return String(Number(value.toFixed(4)))
}

function plain(text: string): SummaryLine {
  return { pieces: [piece(text)] }
}

function wrong(text: string, tone: Tone): SummaryLine {
  return { pieces: [piece(text, tone)], isUrgent: true }
}
