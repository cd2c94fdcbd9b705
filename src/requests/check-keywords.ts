import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { escapeToken } from '../schema/validate/json-pointer.js'
import type { EngineName } from './engine.js'
import { engines } from './engines.data.js'
import { requestUnsupported } from './request-unsupported.js'

interface Part {
  readonly schema: JsonObject
  readonly pointer: string
}

/**
 * What the engine takes and does not enforce, one line each.
 * @throws `request.unsupported` for what it answers with an error.
 */
export function checkKeywords(engine: EngineName, schema: Json): readonly string[] {
  const { refuses, ignores, demands, version } = engines[engine]
  const warnings: string[] = []
  for (const { schema: part, pointer } of partsOf(schema, '')) {
    for (const key of part.keys()) {
      const at = `${pointer}/${escapeToken(key)}`
      if (refuses.includes(key)) {
        throw requestUnsupported(engine, {
          expected: 'keywords that it enforces',
          seen: `${key} at ${at}`,
        })
      }
      if (ignores.includes(key)) {
        warnings.push(
          `${engine} ${version} does not enforce ${key} at ${at}: check what it answers`,
        )
      }
    }
    const remote = part.get('$ref')
    if (typeof remote === 'string' && !remote.startsWith('#')) {
      throw requestUnsupported(engine, {
        expected: 'references within the schema',
        seen: `${remote} at ${pointer}/$ref`,
      })
    }
    const branches = part.get('allOf')
    if (!refuses.includes('allOf') && isJsonArray(branches) && branches.length > 1) {
      warnings.push(
        `${engine} ${version} may not enforce all branches of allOf at ${pointer}/allOf: check what it answers`,
      )
    }
    checkObject(engine, { schema: part, pointer }, demands)
  }
  return warnings
}

function checkObject(
  engine: EngineName,
  { schema, pointer }: Part,
  demands: readonly string[],
): void {
  const properties = schema.get('properties')
  if (!isJsonObject(properties) && schema.get('type') !== 'object') return
  const at = pointer === '' ? 'the root' : pointer
  if (demands.includes('closed') && schema.get('additionalProperties') !== false) {
    throw requestUnsupported(engine, {
      expected: 'additionalProperties: false in every object schema',
      seen: `none at ${at}`,
    })
  }
  if (!demands.includes('all-required') || !isJsonObject(properties)) return
  const required = schema.get('required')
  const optional = Array.from(properties.keys()).find(
    (name) => !isJsonArray(required) || !required.includes(name),
  )
  if (optional === undefined) return
  throw requestUnsupported(engine, {
    expected: 'every property to be required',
    seen: `the optional ${optional} at ${at}`,
  })
}

const single = [
  'additionalProperties',
  'items',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'propertyNames',
]
const lists = ['anyOf', 'oneOf', 'allOf', 'prefixItems', 'items']
const maps = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']

/** The schema and all schemas in it, which names of properties and values are not. */
function* partsOf(schema: Json, pointer: string): Generator<Part> {
  if (!isJsonObject(schema)) return
  yield { schema, pointer }
  for (const key of single) {
    const part = schema.get(key)
    if (isJsonObject(part)) yield* partsOf(part, `${pointer}/${key}`)
  }
  for (const key of lists) {
    const parts = schema.get(key)
    if (!isJsonArray(parts)) continue
    for (const [index, part] of parts.entries()) yield* partsOf(part, `${pointer}/${key}/${index}`)
  }
  for (const key of maps) {
    const parts = schema.get(key)
    if (!isJsonObject(parts)) continue
    for (const [name, part] of parts) yield* partsOf(part, `${pointer}/${key}/${escapeToken(name)}`)
  }
}
