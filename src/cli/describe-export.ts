import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { ExportSummary } from '../recipe/export-recipe.js'
import type { Recipe } from '../recipe/recipe.js'
import type { CommandIo } from './command-io.js'
import { nextCommands } from './next-commands.js'
import type { AppendedTo } from '../recipe/append/start-run.js'
import type { AppendedFacts, LaneFacts, RunFacts } from './outputs/export-output.js'
import type { SummaryLine } from './progress/face.js'
import { piece } from './progress/paint.js'
import { hintAtReason, summarizeCounts, summarizeGates, summarizeSchema } from './summarize.js'

/** The first thing a user sees of an export: what it came to, and where to look. */
export function* describeExport(
  summary: ExportSummary,
  recipe: Recipe,
  io: Pick<CommandIo, 'cwd' | 'hasCommand'>,
): Generator<SummaryLine> {
  const { report, appendedTo } = summary
  if (appendedTo)
    yield describeAppended(appendedTo, report, relative(io.cwd, summary.target) || '.')
  if (appendedTo?.isUnchanged === true) return
  yield* summarizeCounts(summary)
  yield* summarizeSchema(report, recipe.structured_gen)
  yield* summarizeGates(report)
  yield* hintAtReason(report)
  yield* describeFiles(summary, io)
}

function describeAppended(
  { read, emitted, isUnchanged }: AppendedTo,
  { counts }: ExportSummary['report'],
  shown: string,
): SummaryLine {
  if (isUnchanged)
    return line(`nothing is new: ${shown} stays as it was, with ${amountOf(emitted, 'sample')}`)
  const [moreRead, moreEmitted] = [counts.read - read, counts.emitted - emitted]
  return line(
    `appended ${amountOf(moreEmitted, 'sample')} of ${amountOf(moreRead, 'record')} to ${shown}, now`,
  )
}

function amountOf(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`
}

function* describeFiles(
  { report, target }: ExportSummary,
  io: Pick<CommandIo, 'cwd' | 'hasCommand'>,
): Generator<SummaryLine> {
  const shown = relative(io.cwd, target) || '.'
  const { read, emitted } = report.counts
  yield { pieces: [piece('written to '), piece(shown, 'strong')] }
  if (read > emitted)
    yield line(`  ${join(shown, 'rejects-*.jsonl')} says why records were dropped`)
  if (existsSync(join(target, 'report.html')))
    yield line(`  ${join(shown, 'report.html')} shows the figures`)
  if (report.digests === 'none')
    yield line('  inputs and shards have no digests: not verifiable by digest')
  for (const command of nextCommands(shown, io)) yield line(`next: ${command}`)
}

function line(text: string): SummaryLine {
  return { pieces: [piece(text)] }
}

/** The same for programs, spelled as in `report.json` and as `--json` prints it. */
export function exportFacts(summary: ExportSummary): Readonly<Record<string, unknown>> {
  const { counts, emitted, gates } = summary.report
  return { counts, splits: emitted.splits, gates, run: runFacts(summary) }
}

/** What differs from run to run. */
export function runFacts(summary: ExportSummary): RunFacts {
  const { target, durationMs, bytesWritten, workers, resumedAt, appendedTo, spark } = summary
  return {
    path: target,
    duration_ms: durationMs,
    bytes_written: bytesWritten,
    workers,
    ...(resumedAt !== undefined && { resumed_at: resumedAt }),
    ...(appendedTo && { appended_to: appendedFacts(appendedTo) }),
    lanes: laneFacts(summary),
    ...(spark && { spark }),
  }
}

function appendedFacts(appendedTo: AppendedTo): AppendedFacts {
  const { manifestSha256, read, emitted, isUnchanged } = appendedTo
  return { manifest_sha256: manifestSha256, read, emitted, unchanged: isUnchanged }
}

function laneFacts({ result, noByteLane }: ExportSummary): LaneFacts {
  const { bytes, objects } = result.lanes
  const sum = Object.values(objects).reduce((total, count) => total + count, 0)
  return { bytes, objects: sum, reasons: objects, no_byte_lane: noByteLane ?? null }
}

/** What `--explain` adds: which lane has taken how many records, and why. */
export function* explainLanes(summary: ExportSummary): Generator<SummaryLine> {
  const { bytes, objects, reasons, no_byte_lane } = laneFacts(summary)
  const share = bytes + objects === 0 ? 0 : (100 * bytes) / (bytes + objects)
  yield line(`byte lane    ${bytes} records (${share.toFixed(1)} %)`)
  yield line(`object lane  ${objects} records`)
  if (no_byte_lane !== null) {
    yield line(`  all of them: ${no_byte_lane}`)
    return
  }
  for (const [reason, count] of Object.entries(reasons)) yield line(`  ${count} ${reason}`)
}
