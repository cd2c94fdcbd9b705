import type { Environment } from '../../recipe/secrets.js'
import { userFolder } from './user-folder.js'

/** Where the user configures loradex. */
export function configFolder(env: Environment): string | undefined {
  const own = env['LORADEX_HOME']
  return own ? own : userFolder(env, { named: env['XDG_CONFIG_HOME'], inHome: '.config' })
}
