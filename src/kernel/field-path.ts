import { isJsonArray, isJsonObject, type Json } from './json-value.js'

export type FieldReader = (value: Json) => Json | undefined

/**
 * Reads what a JSON Pointer (`/a~1b/0`) or a dotted path (`messages.0.content`) leads to. A member
 * whose key is the dotted path as a whole comes first.
 */
export function compileFieldPath(path: string): FieldReader {
  if (path === '') return (value) => value
  const keys = fieldKeys(path)
  if (path.startsWith('/')) return (value) => follow(value, keys)
  if (keys.length === 1) return (value) => member(value, path)
  return (value) => {
    const whole = member(value, path)
    return whole === undefined ? follow(value, keys) : whole
  }
}

/** The keys that a JSON Pointer or a dotted path leads along, from the outermost on. */
export function fieldKeys(path: string): readonly string[] {
  return path.startsWith('/') ? path.slice(1).split('/').map(unescapePointer) : path.split('.')
}

function follow(from: Json, keys: readonly string[]): Json | undefined {
  let value: Json | undefined = from
  for (const key of keys) {
    value = member(value, key)
    if (value === undefined) return undefined
  }
  return value
}

function member(value: Json, key: string): Json | undefined {
  if (isJsonObject(value)) return value.get(key)
  if (!isJsonArray(value)) return undefined
  const index = Number(key)
  return String(index) === key ? value[index] : undefined
}

function unescapePointer(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~')
}
