import { isAbsolute, join } from 'node:path'
import type { Environment } from '../../recipe/secrets.js'

/**
 * The folder of loradex among the user's of one kind, as the XDG base directory specification has it, which
 * also says that a relative path in its variable is ignored. There is none for a user without a home.
 *
 * @param named what the variable of that kind says.
 * @param inHome where they are when it says nothing: `.config`.
 */
export function userFolder(
  env: Environment,
  { named = '', inHome }: { readonly named: string | undefined; readonly inHome: string },
): string | undefined {
  if (isAbsolute(named)) return join(named, 'loradex')
  const home = env['HOME'] || env['USERPROFILE']
  return home ? join(home, inHome, 'loradex') : undefined
}
