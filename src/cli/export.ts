import { join, relative, resolve } from 'node:path'
import { fromPlain, toPlain } from '../kernel/plain-json.js'
import { dryRun, type DryRun } from '../recipe/dry-run.js'
import { exportRecipe, type ExportSummary } from '../recipe/export-recipe.js'
import { loadRecipe, type LoadedRecipe } from '../recipe/load-recipe.js'
import type { Recipe } from '../recipe/recipe.js'
import { flagOption, listOption, textOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import type { ExitCode } from './exit-code.js'
import { startProgress } from './progress-line.js'
import { summarize, summarizeGates, summarizeSchema } from './summarize.js'
import { showWarnings } from './show-warnings.js'
import { asTyped } from './typed-target.js'
import { wholeNumber } from './whole-number.js'

const MOST_WORKERS = 64
const DEFAULT_RECIPE = 'loradex.yaml'

export const exportCommand: RunCommand = async (given, io) => {
  const [path = DEFAULT_RECIPE] = given.arguments
  const loaded = await loadRecipe(resolve(io.cwd, path), {
    shownPath: path,
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
  }).catch((error: unknown) => {
    const shown = textOption(given, 'out') ?? (relative(io.cwd, outFolder) || '.')
    throw asTyped(error, { target: outFolder, shown })
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
      flag: textOption(given, 'workers') === undefined ? 'LORADEX_WORKERS' : '--workers',
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
  for (const line of summarize(summary)) io.stderr(line)
  for (const line of summarizeSchema(report, recipe.structured_gen)) io.stderr(line)
  for (const line of summarizeGates(report)) io.stderr(line)
  const shown = relative(io.cwd, target) || '.'
  const { read, emitted } = report.counts
  const why = ` (${join(shown, 'rejects-*.jsonl')} says why records were dropped)`
  io.stderr(`written to ${shown}${read > emitted ? why : ''}`)
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
  for (const { input, parts } of shown.inputs)
    yield `        ${input} (${parts} ${parts === 1 ? 'part' : 'parts'})`
  yield `target  ${target}`
  yield `looked at ${shown.read} records, ${shown.emitted} would be kept`
  for (const { at, code, rule, observed, allowed } of shown.rejects) {
    yield `  ${at}: ${code}, ${rule} allows ${allowed}, saw ${observed}`
  }
  yield 'samples'
  for (const sample of shown.samples) yield sample
}
