import { isLoradexError, LoradexError, type ErrorCode } from '../kernel/error.js'
import type { PlacedRecipe } from './load-recipe.js'
import type { SourceRecipe } from './recipe.js'

/** What is wrong with what the recipe says of its source, with the place where it says so. */
export function placedSourceError(
  error: unknown,
  { recipe: { source }, placeOf }: PlacedRecipe,
): unknown {
  if (!isLoradexError(error) || placeOf === undefined) return error
  const { code, details, hint, cause, message } = error
  const [named = '', path = ''] = /^(source\.[\w.-]+): /u.exec(message) ?? []
  const place = path === '' ? placeAtFault(error, source) : path.split('.')
  if (place === undefined) return error
  const text = message.slice(named.length)
  return new LoradexError(code, { message: `${placeOf(place)}: ${text}`, details, hint, cause })
}

function placeAtFault({ code, details }: LoradexError, source: SourceRecipe) {
  const isTable = 'table' in source && 'pattern' in details && details.pattern === source.table
  const keys = isTable ? ['table'] : (keysAtFault[code] ?? [])
  const key = keys.find((each) => each in source)
  return key === undefined ? undefined : ['source', key]
}

/** Where codes are about the recipe rather than about a file: the first that the source has. */
const keysAtFault: Readonly<Partial<Record<ErrorCode, readonly string[]>>> = {
  'source.query-refused': ['query', 'sql', 'table', 'url'],
  'source.no-match': ['path', 'sql'],
  'source.not-found': ['url'],
  'source.unreadable': ['url'],
}
