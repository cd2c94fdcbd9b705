const HIDDEN = '***'

/**
 * A URL or connection string that can be shown: the password (for http the whole user part, which
 * may be a token) and parameters with a telling name become `***`. Rather hides too much than too
 * little. `${NAME}` stays: the name of a variable is no secret. O(length).
 */
export function redactUrl(url: string): string {
  return redactParameters(redactUser(url))
}

function redactUser(url: string): string {
  const slashes = url.indexOf('://')
  if (slashes < 0) return url
  const start = slashes + 3
  // The last one: in a password that was not escaped there may be more, and slashes as well.
  const at = url.lastIndexOf('@')
  if (at < start) return url
  const user = url.slice(start, at)
  const colon = user.indexOf(':')
  const isPath = colon < 0 && /[/?#]/u.test(user)
  if (isPath) return url
  const isWeb = /^https?$/iu.test(url.slice(0, slashes))
  const name = isWeb || colon < 0 ? '' : user.slice(0, colon + 1)
  const secret = isWeb ? user : user.slice(colon + 1)
  if ((colon < 0 && !isWeb) || isHarmless(secret)) return url
  return `${url.slice(0, start)}${name}${HIDDEN}${url.slice(at)}`
}

/** `key=value` between any of `?&;#` and blanks, so in queries, fragments and libpq strings. */
function redactParameters(text: string): string {
  let quoted = false
  return text
    .split(/([?&;#\s]+)/u)
    .map((piece) => {
      if (quoted) {
        quoted = !piece.endsWith("'")
        return ''
      }
      const equals = piece.indexOf('=')
      const value = piece.slice(equals + 1)
      if (equals < 1 || !isSecretName(piece.slice(0, equals)) || isHarmless(value)) return piece
      quoted = value.startsWith("'") && (value.length === 1 || !value.endsWith("'"))
      return `${piece.slice(0, equals + 1)}${HIDDEN}`
    })
    .join('')
}

const secretParts = [
  'pass',
  'pwd',
  'token',
  'secret',
  'signature',
  'credential',
  'apikey',
  'accesskey',
  'auth',
  'jwt',
]
const secretNames: ReadonlySet<string> = new Set(['key', 'sig', 'sas', 'code', 'pw'])

function isSecretName(name: string): boolean {
  const plain = decode(name)
    .toLowerCase()
    .replaceAll(/[^a-z]/gu, '')
  return secretNames.has(plain) || secretParts.some((part) => plain.includes(part))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isHarmless(secret: string): boolean {
  return secret === '' || secret === HIDDEN || /^(?:\$\{\w+\}:?)+$/u.test(secret)
}
