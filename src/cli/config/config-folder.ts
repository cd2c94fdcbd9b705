import { isAbsolute, join } from 'node:path'
import type { Environment } from '../../recipe/secrets.js'

/**
 * Where the user configures loradex, as the XDG base directory specification has it, which also says
 * that a relative path in its variable is ignored. There is none for a user without a home.
 */
export function configFolder(env: Environment): string | undefined {
  const own = env['LORADEX_HOME']
  if (own) return own
  const named = env['XDG_CONFIG_HOME'] ?? ''
  if (isAbsolute(named)) return join(named, 'loradex')
  const home = env['HOME'] || env['USERPROFILE']
  return home ? join(home, '.config', 'loradex') : undefined
}
