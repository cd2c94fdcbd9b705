import { isJsonArray, isJsonObject, type Json } from '../../kernel/json-value.js'

const texts = [
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'readOnly',
  'writeOnly',
  'deprecated',
]

/** Keywords that refuse no answer: texts for people, names, and places for schemas. */
export const words: ReadonlySet<string> = new Set([
  ...texts,
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$vocabulary',
  '$defs',
  'definitions',
])

/** Keywords whose members have names that are no keywords. */
const maps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependencies',
])

/** The schema without the texts for people in it. */
export function withoutTexts(schema: Json): Json {
  if (isJsonArray(schema)) return schema.map(withoutTexts)
  if (!isJsonObject(schema)) return schema
  const left = [...schema].filter(([keyword]) => !texts.includes(keyword))
  return new Map(left.map(([keyword, value]) => [keyword, heldWithoutTexts(keyword, value)]))
}

function heldWithoutTexts(keyword: string, value: Json): Json {
  if (keyword === 'enum' || keyword === 'const') return value
  if (!maps.has(keyword) || !isJsonObject(value)) return withoutTexts(value)
  return new Map(Array.from(value, ([name, schema]) => [name, withoutTexts(schema)]))
}
