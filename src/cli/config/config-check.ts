import { ok, type Check } from '../../doctor/check.js'
import type { Environment } from '../../recipe/secrets.js'
import { loadUserConfig } from './load-user-config.js'

/** The configuration file of the user, which need not be there, has no mistakes. */
export function configCheck(env: Environment, cwd: string): Check {
  return {
    id: 'config',
    title: 'configuration',
    async run() {
      const { path, exists, values } = await loadUserConfig(env, cwd)
      if (path === undefined) return ok('no home, so no file')
      if (!exists) return ok(`no file at ${path}`)
      const set = values.map(({ key, text }) => `${key} ${text}`).join(', ')
      return ok(`${path}${set === '' ? '' : `: ${set}`}`)
    },
  }
}
