import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { isLoradexError } from '../kernel/error.js'
import type { Check } from '../doctor/check.js'
import { clock } from '../doctor/clock.js'
import { duckdbDriver } from '../doctor/duckdb-driver.js'
import { memory } from '../doctor/memory.js'
import { nodeVersion } from '../doctor/node-version.js'
import { openFiles } from '../doctor/open-files.js'
import { postgresDriver } from '../doctor/postgres-driver.js'
import { recipeLoads } from '../doctor/recipe-loads.js'
import { recipeSchema } from '../doctor/recipe-schema.js'
import { recipeSource } from '../doctor/recipe-source.js'
import { recipeTarget } from '../doctor/recipe-target.js'
import { runCheck, type Checked } from '../doctor/run-check.js'
import { libsqlDriver, nodeSqliteDriver } from '../doctor/sqlite-drivers.js'
import { terminal, type TerminalFacts } from '../doctor/terminal.js'
import { writableFolder } from '../doctor/writable-folder.js'
import { zstdDriver } from '../doctor/zstd-driver.js'
import { loadRecipe, type LoadedRecipe } from '../recipe/load-recipe.js'
import { VERSION } from '../recipe/version.js'
import { flagOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import { configCheck } from './config/config-check.js'
import { variableChecks } from './config/variable-checks.js'
import { exitCodeOf, type ExitCode } from './exit-code.js'
import type { DoctorOutput } from './outputs/doctor-output.js'
import { chooseOutput } from './progress/output-choice.js'

export const doctorCommand: RunCommand = async (given, io) => {
  const isJson = flagOption(given, 'json')
  const checked: Checked[] = []
  for await (const found of findings(given, io)) {
    checked.push(found)
    if (!isJson) for (const line of describe(found)) io.stdout(line)
  }
  if (isJson) io.stdout(JSON.stringify(documentOf(checked), null, 2))
  io.stderr(summary(checked))
  return exitCode(checked)
}

async function* findings(given: Given, io: CommandIo): AsyncGenerator<Checked> {
  for (const check of machineChecks(io)) {
    io.signal.throwIfAborted()
    yield await runCheck(check)
  }
  const [path] = given.arguments
  if (path === undefined) {
    yield await runCheck(outputFolder(io.cwd))
    return
  }
  let loaded: LoadedRecipe | undefined
  const load = async (): Promise<LoadedRecipe> => {
    loaded = await loadRecipe(resolve(io.cwd, path), { shownPath: path, env: io.env })
    return loaded
  }
  yield await runCheck(recipeLoads(path, load))
  if (loaded === undefined) return
  for (const check of recipeChecks(loaded, io)) yield await runCheck(check)
}

function machineChecks({
  nodeVersion: version,
  terminal: screen,
  env,
  cwd,
}: CommandIo): readonly Check[] {
  return [
    ...(version === undefined ? [] : [nodeVersion(version)]),
    duckdbDriver(),
    libsqlDriver(),
    nodeSqliteDriver(),
    postgresDriver(),
    zstdDriver(),
    memory(),
    openFiles(),
    clock(),
    writableFolder({
      id: 'folder.temporary',
      title: 'temporary folder',
      folder: tmpdir(),
      otherwise: 'or set TMPDIR to another folder',
    }),
    terminal(terminalFacts(screen, env), env),
    configCheck(env, cwd),
    ...variableChecks(env),
  ]
}

function terminalFacts(
  screen: CommandIo['terminal'],
  env: CommandIo['env'],
): TerminalFacts | undefined {
  if (screen === undefined) return undefined
  const options = { isQuiet: false, isVerbose: false, isLong: false }
  const { hasColour } = chooseOutput(options, { env, isTerminal: true })
  return { columns: screen.columns(), hasColour }
}

function recipeChecks(loaded: LoadedRecipe, { env, signal }: CommandIo): readonly Check[] {
  const target = resolve(loaded.baseFolder, loaded.recipe.output.path)
  return [
    recipeSchema(loaded),
    recipeSource(loaded, { env, signal }),
    outputFolder(resolve(target, '..')),
    recipeTarget(target),
  ]
}

function outputFolder(folder: string): Check {
  return writableFolder({
    id: 'folder.output',
    title: 'output folder',
    folder,
    otherwise: 'or name another folder with --out',
  })
}

/** Wide enough for the longest title. */
const TITLE_WIDTH = 18

function describe({ title, ...finding }: Checked): readonly string[] {
  const line = `${finding.verdict.padEnd(4)}  ${title.padEnd(TITLE_WIDTH)}  ${finding.saw}`
  if (finding.verdict === 'ok') return [line]
  return [line, `${' '.repeat(TITLE_WIDTH + 8)}→ ${finding.advice}`]
}

function documentOf(checked: readonly Checked[]): DoctorOutput {
  return {
    format_version: 1,
    loradex_version: VERSION,
    passed: checked.every(({ verdict }) => verdict !== 'fail'),
    checks: checked.map((found) => ({
      id: found.id,
      verdict: found.verdict,
      saw: found.saw,
      ...(found.verdict !== 'ok' && { advice: found.advice }),
    })),
  }
}

function summary(checked: readonly Checked[]): string {
  const counts = (['ok', 'warn', 'fail'] as const).map(
    (verdict) => checked.filter((found) => found.verdict === verdict).length,
  )
  const [fine = 0, warnings = 0, failures = 0] = counts
  const words = [
    `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
    `${failures} ${failures === 1 ? 'failure' : 'failures'}`,
  ]
  return `${fine} ok, ${words.join(', ')}`
}

/** What an export would end with; 3 where the machine rather than the recipe is at fault. */
function exitCode(checked: readonly Checked[]): ExitCode {
  const failures = checked.filter((found) => found.verdict === 'fail')
  const [first] = failures
  if (first === undefined) return 0
  const causes = failures.map((found) => ('cause' in found ? found.cause : undefined))
  const told = causes.find(isLoradexError)
  return told === undefined ? 3 : exitCodeOf(told)
}
