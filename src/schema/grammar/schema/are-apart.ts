import { isJsonArray, isJsonObject, type Json } from '../../../kernel/json-value.js'
import { canonicalJson } from '../../../kernel/write-json.js'

/** Whether no value can match two of the schemas: by their types, or by a property they require. */
export function areApart(branches: readonly Json[], resolve: (branch: Json) => Json): boolean {
  const meant = branches.map(resolve)
  return meant.every((left, index) =>
    meant.slice(index + 1).every((right) => typesApart(left, right) || constantsApart(left, right)),
  )
}

function typesApart(left: Json, right: Json): boolean {
  const [one, other] = [typesOf(left), typesOf(right)]
  if (one === undefined || other === undefined) return false
  return !one.some((type) => other.some((name) => name === type || areNumbers(name, type)))
}

function areNumbers(left: string, right: string): boolean {
  return [left, right].every((type) => type === 'number' || type === 'integer')
}

function typesOf(schema: Json): readonly string[] | undefined {
  const type = isJsonObject(schema) ? schema.get('type') : undefined
  if (typeof type === 'string') return [type]
  return isJsonArray(type) ? type.filter((name) => typeof name === 'string') : undefined
}

/** Both demand objects with the same property, of values that differ. */
function constantsApart(left: Json, right: Json): boolean {
  const [one, other] = [constantsOf(left), constantsOf(right)]
  return Array.from(one).some(([name, values]) => {
    const others = other.get(name)
    return others !== undefined && !values.some((value) => others.includes(value))
  })
}

function constantsOf(schema: Json): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  if (!isJsonObject(schema) || schema.get('type') !== 'object') return found
  const [properties, required] = [schema.get('properties'), schema.get('required')]
  if (!isJsonObject(properties) || !isJsonArray(required)) return found
  for (const [name, property] of properties) {
    if (!isJsonObject(property) || !required.includes(name)) continue
    const values = property.has('const') ? [property.get('const') ?? null] : property.get('enum')
    if (isJsonArray(values)) found.set(name, values.map(canonicalJson))
  }
  return found
}
