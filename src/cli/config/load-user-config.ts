import { resolve } from 'node:path'
import { readPlainFile } from '../../disk/plain-file.js'
import { isLoradexError, LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'
import { systemFailure, systemSeen } from '../../kernel/system-failure.js'
import { showPath } from '../../recipe/recipe-problem.js'
import type { Environment } from '../../recipe/secrets.js'
import { checkUserConfig, type ConfigValue } from './check-user-config.js'
import { configFolder } from './config-folder.js'
import { settings } from './settings.data.js'

export interface UserConfig {
  /** Absent for a user without a home. */
  readonly path: string | undefined
  /** False: there is no such file, which is fine where no variable names one. */
  readonly exists: boolean
  readonly values: readonly PlacedValue[]
}

interface PlacedValue extends ConfigValue {
  /** Line and column, `3:10`. */
  readonly at: string
}

/** Where the configuration file is or would be. */
function userConfigPath(env: Environment, cwd: string): string | undefined {
  const named = env['LORADEX_CONFIG'] ?? ''
  if (named !== '') return resolve(cwd, named)
  const folder = configFolder(env)
  return folder === undefined ? undefined : resolve(cwd, folder, 'config.yaml')
}

/**
 * Reads the configuration file, whose settings are defaults of this machine.
 * @throws `config.unreadable` and `config.invalid`, the latter with all problems at once.
 */
export async function loadUserConfig(env: Environment, cwd: string): Promise<UserConfig> {
  const path = userConfigPath(env, cwd)
  if (path === undefined) return nothing
  const named = env['LORADEX_CONFIG'] ?? ''
  const shown = shortPath(named === '' ? path : named)
  const bytes = await readOrNothing(path, { shown, isNamed: named !== '' })
  if (bytes === undefined) return { path, exists: false, values: [] }
  // Most users have no such file: they need not wait for YAML.
  const { parseRecipe } = await import('../../recipe/parse-recipe.js')
  if (isBlank(bytes.toString())) return { path, exists: true, values: [] }
  try {
    const parsed = parseRecipe(bytes, shown)
    const checked = checkUserConfig(parsed.value, settings)
    const problems = [...parsed.problems, ...checked.problems].map(
      ({ path: key, place, at, text }) =>
        `${shown}:${at ?? parsed.placeOf(key, place)} ${showKey(key)}${text}`,
    )
    if (problems.length > 0) throw invalidConfig({ path, shown }, problems)
    const values = checked.values.map((value) => ({
      ...value,
      at: parsed.placeOf([value.key], 'value'),
    }))
    return { path, exists: true, values }
  } catch (error) {
    if (!isLoradexError(error) || error.code !== 'recipe.unreadable') throw error
    throw unreadableConfig(path, error.message, error)
  }
}

const nothing: UserConfig = { path: undefined, exists: false, values: [] }

/** Nothing but comments. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#|$)/u.test(line))
}

function showKey(path: readonly (string | number)[]): string {
  return path.length === 0 ? '' : `${showPath(path)}: `
}

const UNREACHABLE: readonly string[] = ['ENOENT', 'ENOTDIR', 'EACCES']

async function readOrNothing(
  path: string,
  { shown, isNamed }: { readonly shown: string; readonly isNamed: boolean },
): Promise<Buffer | undefined> {
  return readPlainFile(path).catch((cause: unknown) => {
    // Who may not look into the home has no configuration there.
    if (!isNamed && UNREACHABLE.includes(systemFailure(cause)?.code ?? '')) return undefined
    throw unreadableConfig(path, `${shown}: expected a file, saw ${systemSeen(cause)}`, cause)
  })
}

function unreadableConfig(path: string, message: string, cause: unknown): LoradexError {
  return new LoradexError('config.unreadable', {
    message,
    details: { path },
    hint: 'Correct the configuration file, or name another one in LORADEX_CONFIG.',
    cause,
  })
}

function invalidConfig(
  { path, shown }: { readonly path: string; readonly shown: string },
  problems: readonly string[],
): LoradexError {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  return new LoradexError('config.invalid', {
    message: [`${shown} is not a valid configuration file, ${count}:`, ...problems].join('\n  '),
    details: { path, problems },
    hint: 'Correct what is listed; docs/environment.md has every setting.',
  })
}
