import { isLoradexError, LoradexError } from '../kernel/error.js'
import type { PlacedRecipe } from './load-recipe.js'

/** What is wrong with what the recipe says of its source, with the place where it says so. */
export function placedSourceError(
  error: unknown,
  { recipe: { source }, placeOf }: PlacedRecipe,
): unknown {
  if (!isLoradexError(error) || placeOf === undefined) return error
  const { code, details, hint, cause, message } = error
  const [named = '', path] = /^(source\.[\w.-]+): /u.exec(message) ?? []
  const table = 'table' in source ? source.table : undefined
  const keys = path?.split('.') ?? keyAtFault(error, Object.keys(source), table)
  if (keys === undefined) return error
  const text = message.slice(named.length)
  return new LoradexError(code, { message: `${placeOf(keys)}: ${text}`, details, hint, cause })
}

function keyAtFault(
  { code, details }: LoradexError,
  keys: readonly string[],
  table: string | undefined,
): readonly string[] | undefined {
  const first = (wanted: readonly string[]): readonly string[] | undefined => {
    const key = wanted.find((each) => keys.includes(each))
    return key === undefined ? undefined : ['source', key]
  }
  switch (code) {
    case 'source.query-refused':
      return first(['query', 'sql', 'table', 'url'])
    case 'source.no-match':
      return first('pattern' in details && details.pattern === table ? ['table'] : ['path', 'sql'])
    case 'source.not-found':
    case 'source.unreadable':
      return first(['url'])
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- others are about files
    default:
      return undefined
  }
}
