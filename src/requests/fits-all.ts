import { isJsonArray, type Json, type JsonObject } from '../kernel/json-value.js'
import { canonicalJson } from '../kernel/write-json.js'

/** Keywords that mean the same whatever stands beside them. */
const independent: ReadonlySet<string> = new Set([
  'type',
  'enum',
  'const',
  'required',
  'minProperties',
  'maxProperties',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minLength',
  'maxLength',
  'pattern',
  'multipleOf',
  'title',
  'description',
])

/**
 * One schema for what fits all of them: without `allOf` where that is possible, as engines do less of
 * that than of its branches.
 */
export function fitsAll(schemas: readonly JsonObject[]): JsonObject {
  const others = schemas.filter((schema) =>
    Array.from(schema.keys()).some((keyword) => !independent.has(keyword)),
  )
  const isHiding = others.some((schema) => schema.has('$ref'))
  if (schemas.length < 2) return schemas[0] ?? new Map()
  return (
    (others.length > 1 || isHiding ? undefined : merged(schemas)) ?? new Map([['allOf', schemas]])
  )
}

/** Undefined where two of them say different things by one keyword. */
function merged(schemas: readonly JsonObject[]): JsonObject | undefined {
  const all = new Map<string, Json>()
  for (const [keyword, value] of schemas.flatMap((schema) => [...schema])) {
    const before = all.get(keyword)
    const both = before === undefined ? value : bothOf(keyword, before, value)
    if (both === undefined) return undefined
    all.set(keyword, both)
  }
  return all
}

function bothOf(keyword: string, left: Json, right: Json): Json | undefined {
  if (keyword === 'required' && isJsonArray(left) && isJsonArray(right)) {
    return [...new Set([...left, ...right])]
  }
  return canonicalJson(left) === canonicalJson(right) ? left : undefined
}
