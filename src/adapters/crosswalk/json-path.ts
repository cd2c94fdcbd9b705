import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'

/** `a.0.b`; a dot within a name is written `\.`, a number is an index. */
export function pathParts(path: string): readonly string[] {
  return path.split(/(?<!\\)\./u).map((part) => part.replaceAll('\\.', '.'))
}

/** What stands there. */
export function valueAtPath(value: Json | undefined, parts: readonly string[]): Json | undefined {
  return parts.reduce<Json | undefined>((found, part) => {
    if (isJsonObject(found)) return found.get(part)
    return isJsonArray(found) ? found[Number(part)] : undefined
  }, value)
}

/** The object with the value there; objects and lists on the way are made. */
export function withValueAt(
  object: JsonObject,
  [part = '', ...rest]: readonly string[],
  value: Json,
): JsonObject {
  return new Map([...object, [part, inner(object.get(part), rest, value)]])
}

function inner(before: Json | undefined, rest: readonly string[], value: Json): Json {
  const [next] = rest
  if (next === undefined) return value
  if (/^\d+$/u.test(next)) {
    const items = isJsonArray(before) ? [...before] : []
    items[Number(next)] = inner(items[Number(next)], rest.slice(1), value)
    return items
  }
  return withValueAt(isJsonObject(before) ? before : new Map(), rest, value)
}
