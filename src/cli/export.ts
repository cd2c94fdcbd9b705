import { join, relative, resolve } from 'node:path'
import { isJsonArray, isJsonObject } from '../kernel/json-value.js'
import { fromPlain, toPlain } from '../kernel/plain-json.js'
import { dryRun, type DryRun } from '../recipe/dry-run.js'
import { exportRecipe, type ExportSummary } from '../recipe/export-recipe.js'
import { loadRecipe, type LoadedRecipe } from '../recipe/load-recipe.js'
import type { Recipe } from '../recipe/recipe.js'
import type { ExportReport } from '../report/report.js'
import { flagOption, listOption, textOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import type { ExitCode } from './exit-code.js'
import { formatCount, formatSeconds, startProgress } from './progress-line.js'
import { showWarnings } from './show-warnings.js'
import { wholeNumber } from './whole-number.js'

const MOST_WORKERS = 64
const DEFAULT_RECIPE = 'loradex.yaml'

export const exportCommand: RunCommand = async (given, io) => {
  const [path = DEFAULT_RECIPE] = given.arguments
  const loaded = await loadRecipe(resolve(io.cwd, path), {
    env: io.env,
    overrides: listOption(given, 'set'),
  })
  showWarnings(loaded.warnings, io)
  if (flagOption(given, 'dryRun')) return showDryRun(loaded, given, io)

  const { outFolder, limit, workers } = readOptions(given, io, loaded)
  const summary = await exportRecipe(loaded, {
    target: outFolder,
    replace: flagOption(given, 'force'),
    ...(limit !== undefined && { limit }),
    ...(workers !== undefined && { workers }),
    env: io.env,
    stdin: io.stdin,
    signal: io.signal,
    onWarnings: (warnings) => showWarnings(warnings, io),
    onProgress: startProgress(io),
  })
  return tell({ summary, recipe: loaded.recipe }, given, io)
}

function readOptions(given: Given, io: CommandIo, { recipe, baseFolder }: LoadedRecipe) {
  const out = textOption(given, 'out')
  return {
    outFolder: out === undefined ? resolve(baseFolder, recipe.output.path) : resolve(io.cwd, out),
    limit: wholeNumber(textOption(given, 'limit'), {
      flag: '--limit',
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
    }),
    workers: wholeNumber(textOption(given, 'workers') ?? io.env['LORADEX_WORKERS'], {
      flag: '--workers',
      min: 1,
      max: MOST_WORKERS,
    }),
  }
}

interface Told {
  readonly summary: ExportSummary
  readonly recipe: Recipe
}

function tell({ summary, recipe }: Told, given: Given, io: CommandIo): ExitCode {
  const { report, target } = summary
  for (const line of summarize(summary, relative(io.cwd, target) || '.')) io.stderr(line)
  if (recipe.structured_gen.log_validation_errors) {
    for (const line of recentErrors(report)) io.stderr(line)
  }
  if (flagOption(given, 'json')) io.stdout(jsonText({ ...report, run: runFacts(summary) }))
  else io.stdout(target)
  return report.gates.every(({ passed }) => passed) ? 0 : 3
}

function runFacts({ target, durationMs, bytesWritten, workers }: ExportSummary) {
  return { path: target, duration_ms: durationMs, bytes_written: bytesWritten, workers }
}

function jsonText(value: object): string {
  return JSON.stringify(toPlain(fromPlain(value)), null, 2)
}

function* summarize(summary: ExportSummary, shownTarget: string): Generator<string> {
  const { report, durationMs } = summary
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
  for (const { gate, observed, allowed, passed } of report.gates) {
    const verdict = passed ? 'passed' : 'FAILED'
    yield `gate ${gate} ${verdict}: observed ${observed ?? 'nothing to measure'}, allowed ${allowed}`
  }
  yield `written to ${shownTarget} (${join(shownTarget, 'rejects-*.jsonl')} says why records were dropped)`
}

function* recentErrors({ schema_validation }: ExportReport): Generator<string> {
  const recent = isJsonObject(schema_validation) ? schema_validation.get('recent_errors') : []
  if (!isJsonArray(recent) || recent.length === 0) return
  const counts = new Map<string, number>()
  for (const message of recent.filter((item) => typeof item === 'string')) {
    counts.set(message, (counts.get(message) ?? 0) + 1)
  }
  yield `last ${recent.length} schema errors`
  for (const [message, count] of counts) yield `  ${count} × ${message}`
}

async function showDryRun(loaded: LoadedRecipe, given: Given, io: CommandIo): Promise<ExitCode> {
  const { outFolder } = readOptions(given, io, loaded)
  const shown = await dryRun(loaded, { env: io.env, stdin: io.stdin, signal: io.signal })
  showWarnings(shown.warnings, io)
  if (flagOption(given, 'json')) {
    io.stdout(jsonText({ target: outFolder, ...shown }))
    return 0
  }
  for (const line of describeDryRun(shown, outFolder)) io.stdout(line)
  return 0
}

function* describeDryRun(shown: DryRun, target: string): Generator<string> {
  yield `plan    ${shown.plan_digest}`
  yield `source  ${shown.source}`
  for (const { input, parts } of shown.inputs) yield `          ${input} (${parts} parts)`
  yield `target  ${target}`
  yield `looked at ${shown.read} records, ${shown.emitted} would be kept`
  for (const { at, code, observed } of shown.rejects) yield `  ${at}: ${code} (${observed})`
  yield 'samples'
  for (const sample of shown.samples) yield sample
}
