import { redactUrl } from '../../kernel/redact.js'
import { secretNames, type Environment } from '../../recipe/secrets.js'

export interface SecretUrl {
  /** As the recipe writes it. */
  readonly written: string
  /** With the variable that it refers to. */
  readonly env: Environment
  /** The variable, when somebody has to set it. */
  readonly unset: readonly string[]
}

/**
 * A URL for a recipe: as it is when there is no secret in it, else as a reference to a variable. That
 * is the one that holds just this URL already, or `preferred`, or one that nobody uses.
 */
export function secretUrl(url: string, env: Environment, preferred: string): SecretUrl {
  if (secretNames(url).length > 0 || redactUrl(url) === url) return { written: url, env, unset: [] }
  const same = Object.keys(env)
    .filter((name) => env[name] === url && /^[A-Z_][A-Z0-9_]*$/u.test(name) && name !== '_')
    .toSorted((left, right) => left.length - right.length || (left < right ? -1 : 1))
  const [known = same[0]] = same.filter((name) => name === preferred)
  if (known !== undefined) return { written: `\${${known}}`, env, unset: [] }
  const name = env[preferred] === undefined ? preferred : `LORADEX_${preferred}`
  return { written: `\${${name}}`, env: { ...env, [name]: url }, unset: [name] }
}
