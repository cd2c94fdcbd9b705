import { isLoradexError, LoradexError } from '../kernel/error.js'
import type { PlacedRecipe } from './load-recipe.js'

/** What is wrong with what the recipe says of its source, with the place where it says so. */
export function placedSourceError(
  error: unknown,
  { recipe: { source }, placeOf }: PlacedRecipe,
): unknown {
  if (!isLoradexError(error) || placeOf === undefined) return error
  const key = keyAtFault(error, Object.keys(source), 'table' in source ? source.table : undefined)
  if (key === undefined) return error
  const { code, details, hint, cause, message } = error
  return new LoradexError(code, {
    message: `${placeOf(['source', key])}: ${message.replace(/^source\.\w+: /u, '')}`,
    details,
    hint,
    cause,
  })
}

/** The first of these that the source has is what it reads from. */
const INPUTS = ['query', 'sql', 'table', 'url', 'path']

function keyAtFault(
  { code, details }: LoradexError,
  keys: readonly string[],
  table: string | undefined,
): string | undefined {
  const has = (key: string): boolean => keys.includes(key)
  if (code === 'source.query-refused') return INPUTS.find(has)
  if (code === 'source.no-match') {
    const isTable = 'pattern' in details && details.pattern === table
    return isTable ? 'table' : ['path', 'sql'].find(has)
  }
  const isServer = code === 'source.not-found' || code === 'source.unreadable'
  return isServer && has('url') ? 'url' : undefined
}
