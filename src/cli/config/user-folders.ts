import { isAbsolute, join, resolve } from 'node:path'
import type { Environment } from '../../recipe/secrets.js'

/** Where things of the user rather than of a project are. They need not exist; without a home there are none. */
export interface UserFolders {
  readonly config: string | undefined
  readonly cache: string | undefined
  readonly state: string | undefined
}

/**
 * As the XDG base directory specification has it; `LORADEX_HOME` keeps all of it in one folder.
 * Relative paths in XDG variables are ignored, which the specification demands.
 */
export function userFolders(env: Environment): UserFolders {
  const own = env['LORADEX_HOME'] ?? ''
  if (own !== '') {
    return { config: resolve(own), cache: resolve(own, 'cache'), state: resolve(own, 'state') }
  }
  const home = env['HOME'] || env['USERPROFILE']
  function below(named: string | undefined, ...usual: readonly string[]): string | undefined {
    if (named !== undefined && isAbsolute(named)) return join(named, 'loradex')
    return home === undefined ? undefined : join(home, ...usual, 'loradex')
  }
  return {
    config: below(env['XDG_CONFIG_HOME'], '.config'),
    cache: env['LORADEX_CACHE_DIR'] || below(env['XDG_CACHE_HOME'], '.cache'),
    state: below(env['XDG_STATE_HOME'], '.local', 'state'),
  }
}
