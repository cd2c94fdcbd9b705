import { relative, resolve } from 'node:path'
import { fromPlain, toPlain } from '../kernel/plain-json.js'
import { dryRun, type DryRun } from '../recipe/dry-run.js'
import { exportRecipe, type ExportOptions, type ExportSummary } from '../recipe/export-recipe.js'
import { loadRecipe, type LoadedRecipe } from '../recipe/load-recipe.js'
import { flagOption, listOption, textOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import type { ExitCode } from './exit-code.js'
import { describeExport, explainLanes, exportFacts, runFacts } from './describe-export.js'
import { DEDUP_MEGABYTES } from './dedup-megabytes.js'
import { MOST_WORKERS } from './most-workers.js'
import { optionName } from './option-name.js'
import { outFolderOf } from './out-folder.js'
import type { DryRunOutput } from './outputs/dry-run-output.js'
import type { Reporter } from './progress/reporter.js'
import type { Unfinished } from '../export/folder/work-folder.js'
import { showWarnings } from './show-warnings.js'
import { sparkOptions } from './spark-options.js'
import { asTyped } from './typed-target.js'
import { usageInvalid } from './usage-invalid.js'
import { wholeNumber } from './whole-number.js'

/** A pattern may match thousands of files. */
const INPUTS_SHOWN = 10
const MEGABYTE = 1024 * 1024
const DEFAULT_RECIPE = 'loradex.yaml'

export const exportCommand: RunCommand = async (given, io, reporter) => {
  const [path = DEFAULT_RECIPE] = given.arguments
  const loaded = await loadRecipe(resolve(io.cwd, path), {
    shownPath: path,
    env: io.env,
    overrides: listOption(given, 'set'),
  })
  showWarnings(loaded.warnings, io)
  if (flagOption(given, 'dryRun')) return showDryRun(loaded, given, { ...io, reporter })

  const { outFolder, limit, lane, workers, dedupMegabytes, unfinished, checkpointMs } = readOptions(
    given,
    io,
    loaded,
  )
  refuseLimit(given, limit)
  const spark = sparkOptions(given)
  const options: ExportOptions = {
    target: outFolder,
    replace: flagOption(given, 'force'),
    unfinished,
    lane,
    env: io.env,
    stdin: io.stdin,
    signal: io.signal,
    onWarnings: (warnings) => showWarnings(warnings, io),
    onEvent: reporter.tell,
    onProgress: (progress) => reporter.tell({ kind: 'progress', progress }),
  }
  const exporting = spark
    ? exportOnSpark(loaded, { ...options, spark })
    : exportRecipe(loaded, {
        ...options,
        append: flagOption(given, 'append'),
        ...(checkpointMs !== undefined && { checkpointMs }),
        ...(limit !== undefined && { limit }),
        ...(workers !== undefined && { workers }),
        ...(dedupMegabytes !== undefined && { dedupMemory: dedupMegabytes * MEGABYTE }),
      })
  const summary = await exporting.catch((error: unknown) => {
    const shown = textOption(given, 'out') ?? (relative(io.cwd, outFolder) || '.')
    throw asTyped(error, { target: outFolder, shown })
  })
  const exitCode = endOf(summary)
  reporter.conclude({
    exitCode,
    lines: [
      ...describeExport(summary, loaded.recipe, io),
      ...(flagOption(given, 'explain') ? explainLanes(summary) : []),
    ],
    facts: exportFacts(summary),
  })
  const { report, target } = summary
  // Single records belong into the file: machines that read this want the figures.
  const { excerpts: _excerpts, ...figures } = report
  if (flagOption(given, 'json')) io.stdout(jsonText({ ...figures, run: runFacts(summary) }))
  else io.stdout(target)
  return exitCode
}

/** Where nothing is new, nothing is left to be judged. */
function endOf({ appendedTo, report }: ExportSummary): ExitCode {
  if (appendedTo?.isUnchanged === true) return 0
  return report.gates.every(({ passed }) => passed) ? 0 : 3
}

function readOptions(given: Given, io: CommandIo, { recipe, baseFolder }: LoadedRecipe) {
  return {
    outFolder: outFolderOf(given, io, { recipe, baseFolder }),
    limit: wholeNumber(textOption(given, 'limit'), {
      flag: '--limit',
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
    }),
    lane: laneOption(given),
    workers: machineNumber(given, io, { name: 'workers', min: 1, max: MOST_WORKERS }),
    dedupMegabytes: machineNumber(given, io, { name: 'dedup-memory', ...DEDUP_MEGABYTES }),
    unfinished: unfinishedOption(given),
    checkpointMs: wholeNumber(io.env['LORADEX_CHECKPOINT_MS'] || undefined, {
      flag: 'LORADEX_CHECKPOINT_MS',
      min: 0,
      max: Number.MAX_SAFE_INTEGER,
    }),
  }
}

function laneOption(given: Given): 'auto' | 'object' {
  const lane = textOption(given, 'lane') ?? 'auto'
  if (lane === 'auto' || lane === 'object') return lane
  throw usageInvalid(
    `--lane: expected auto or object, saw ${JSON.stringify(lane.slice(0, 60))}`,
    'Pass --lane object, or leave it out.',
  )
}

/** With `--force` it begins with the first record. */
function appends(given: Given): boolean {
  return flagOption(given, 'append') && !flagOption(given, 'force')
}

/** What was appended to is no longer the beginning of the input then. */
function refuseLimit(given: Given, limit: number | undefined): void {
  if (limit === undefined || !flagOption(given, 'append')) return
  throw usageInvalid(
    '--limit: expected it without --append, saw both',
    'Leave it out: --append reads only what is new.',
  )
}

function unfinishedOption(given: Given): Unfinished {
  const [resumes, restarts] = [flagOption(given, 'resume'), flagOption(given, 'restart')]
  if (resumes && restarts) {
    throw usageInvalid(
      '--resume: expected it without --restart, saw both',
      'Pass --resume to go on with the export, or --restart to begin again.',
    )
  }
  return resumes ? 'resume' : restarts ? 'restart' : 'refuse'
}

interface MachineNumber {
  /** `dedup-memory`: given by `--dedup-memory`, or else by `LORADEX_DEDUP_MEMORY`. */
  readonly name: string
  readonly min: number
  readonly max: number
}

function machineNumber(
  given: Given,
  { env }: CommandIo,
  { name, ...bounds }: MachineNumber,
): number | undefined {
  const option = textOption(given, optionName(name))
  const variable = `LORADEX_${name.toUpperCase().replaceAll('-', '_')}`
  const flag = option === undefined ? variable : `--${name}`
  return wholeNumber(option ?? (env[variable] || undefined), { flag, ...bounds })
}

function jsonText(value: object): string {
  return JSON.stringify(toPlain(fromPlain(value)), null, 2)
}

interface ReportingIo extends CommandIo {
  readonly reporter: Reporter
}

/** Loaded only where it is asked for. */
async function exportOnSpark(
  ...given: Parameters<(typeof import('../spark/export-on-spark.js'))['exportOnSpark']>
): Promise<ExportSummary> {
  return (await import('../spark/export-on-spark.js')).exportOnSpark(...given)
}

async function showDryRun(loaded: LoadedRecipe, given: Given, io: ReportingIo): Promise<ExitCode> {
  const { outFolder, limit } = readOptions(given, io, loaded)
  refuseLimit(given, limit)
  const shown = await dryRun(loaded, {
    ...(appends(given) && { appendTo: outFolder }),
    target: outFolder,
    env: io.env,
    stdin: io.stdin,
    signal: io.signal,
    onSpool: (copied) => io.reporter.tell({ kind: 'copied', ...copied }),
    onRetry: (retry) => io.reporter.tell({ kind: 'retry', ...retry }),
  })
  showWarnings(shown.warnings, io)
  io.reporter.conclude({ exitCode: 0, lines: [], facts: {} })
  if (flagOption(given, 'json')) {
    const printed: DryRunOutput = { format_version: 1, target: outFolder, ...shown }
    io.stdout(jsonText(printed))
    return 0
  }
  for (const line of describeDryRun(shown, outFolder)) io.stdout(line)
  return 0
}

function* describeDryRun(shown: DryRun, target: string): Generator<string> {
  yield `plan    ${shown.plan_digest}`
  yield `source  ${shown.source}`
  for (const { input, parts } of shown.inputs.slice(0, INPUTS_SHOWN))
    yield `        ${input} (${parts} ${parts === 1 ? 'part' : 'parts'})`
  const more = shown.inputs.length - INPUTS_SHOWN
  if (more > 0) yield `        and ${more} more ${more === 1 ? 'input' : 'inputs'}`
  yield `target  ${target}`
  if (shown.appended_to) {
    if (shown.inputs.length === 0) yield 'nothing is new'
    yield `appends to ${shown.appended_to.emitted} samples of ${shown.appended_to.read} records`
  }
  yield `looked at ${shown.read} records, ${shown.emitted} would be kept`
  for (const { at, code, rule, observed, allowed } of shown.rejects) {
    yield `  ${at}: ${code}, ${rule} allows ${allowed}, saw ${observed}`
  }
  yield 'samples'
  for (const sample of shown.samples) yield sample
}
