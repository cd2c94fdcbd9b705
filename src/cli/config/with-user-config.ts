import type { Environment } from '../../recipe/secrets.js'
import { loadUserConfig } from './load-user-config.js'
import { settings } from './settings.data.js'

/**
 * The environment, with what the configuration file sets where the environment says nothing.
 * @throws `config.unreadable`, `config.invalid`
 */
export async function withUserConfig(env: Environment, cwd: string): Promise<Environment> {
  const { values } = await loadUserConfig(env, cwd)
  const defaults = values.flatMap(({ key, text }) => {
    const spelling = settings.find((setting) => setting.key === key)?.spelling
    const isSaid = spelling?.variables.some((variable) => isSet(env, variable)) ?? true
    return isSaid || spelling === undefined ? [] : Object.entries(spelling.write(text))
  })
  return { ...env, ...Object.fromEntries(defaults) }
}

/** An empty variable counts as one that is not set. */
export function isSet(env: Environment, name: string): boolean {
  return (env[name] ?? '') !== ''
}
