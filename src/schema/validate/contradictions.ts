import { isJsonArray, isJsonObject, JsonNumber } from '../../kernel/json-value.js'
import type { Json, JsonObject } from '../../kernel/json-value.js'
import { nearestWord } from '../../kernel/nearest-word.js'
import { writeJson } from '../../kernel/write-json.js'
import { compareNumbers, type JsonNumeric } from './exact-number.js'
import { isOfType } from './keywords/values.js'
import { compilePattern } from './pattern/compile-pattern.js'
import { shorten } from './place.js'
import type { SchemaMistake } from './schema-mistake.js'
import { schemaPointer, type SchemaNode } from './schema-node.js'
import { Undecided } from './undecided.js'

/**
 * Demands of one schema that no value can meet together. Only where the schema must hold: a branch
 * of a choice, a condition or a negation may well be impossible.
 */
export function* contradictions(node: SchemaNode): Generator<SchemaMistake> {
  const { schema, resource, location } = node
  if (mayFail.test(location) || typeof schema === 'boolean') return
  const isHidden = resource.dialect.refHidesSiblings && schema.has('$ref')
  if (!isHidden) yield* contradictionsIn(node, schema)
  for (const child of node.children.values()) yield* contradictions(child)
}

const mayFail = /^\/(?:anyOf|oneOf|not|if|then|else|dependentSchemas|dependencies)(?:\/|$)/u

function* contradictionsIn(node: SchemaNode, schema: JsonObject): Generator<SchemaMistake> {
  for (const [low, high, isStrict] of bounds) {
    const [least, most] = [schema.get(low), schema.get(high)]
    if (!isNumeric(least) || !isNumeric(most)) continue
    const order = compareNumbers(least, most)
    if (order < 0 || (order === 0 && isStrict !== true)) continue
    const relation = isStrict === true ? 'less than' : 'at most'
    yield {
      pointer: schemaPointer(node, low),
      problem: `expected ${relation} ${high}, which is ${shown(most)}, saw ${shown(least)}`,
      hint: `Lower ${low}, or raise ${high}.`,
    }
  }
  yield* impossibleEnum(node, schema)
  yield* impossibleRequired(node, schema)
}

const bounds: readonly (readonly [low: string, high: string, isStrict?: true])[] = [
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minimum', 'maximum'],
  ['exclusiveMinimum', 'maximum', true],
  ['minimum', 'exclusiveMaximum', true],
  ['exclusiveMinimum', 'exclusiveMaximum', true],
]

/** Also `const`, which is an `enum` of one, and no type at all. */
function* impossibleEnum(node: SchemaNode, schema: JsonObject): Generator<SchemaMistake> {
  const { keywords } = node.resource.dialect
  const type = schema.get('type')
  if (isJsonArray(type) && type.length === 0) {
    const pointer = schemaPointer(node, 'type')
    const hint = 'List the types that are allowed, or remove type.'
    yield { pointer, problem: 'expected at least one type, saw none', hint }
  }
  for (const keyword of ['enum', 'const']) {
    const value = schema.get(keyword)
    if (value === undefined || !keywords.has(keyword)) continue
    const values = keyword === 'const' ? [value] : isJsonArray(value) ? value : []
    const pointer = schemaPointer(node, keyword)
    if (values.length === 0) {
      const hint = 'List the values that are allowed, or remove enum.'
      yield { pointer, problem: 'expected at least one value, saw none', hint }
    } else if (type !== undefined && !values.some((each) => isOfType(each, type))) {
      yield {
        pointer,
        problem: `expected a value of type ${typeNames(type)}, saw ${shown(values[0] ?? null)}`,
        hint: `Correct type or ${keyword}: together they refuse everything.`,
      }
    }
  }
}

/** Names that must be there and may not. */
function* impossibleRequired(node: SchemaNode, schema: JsonObject): Generator<SchemaMistake> {
  const required = schema.get('required')
  const names = isJsonArray(required) ? required.filter((name) => typeof name === 'string') : []
  const most = schema.get('maxProperties')
  if (isNumeric(most) && compareNumbers(names.length, most) > 0) {
    yield {
      pointer: schemaPointer(node, 'maxProperties'),
      problem: `expected at least ${names.length}, as so many are required, saw ${shown(most)}`,
      hint: 'Raise maxProperties, or require fewer fields.',
    }
  }
  const allowed = membersOf(schema, 'properties')
  const isForbidden = forbiddenBy(schema, schemaPointer(node))
  let asked = 0
  for (const name of names) {
    if (!isForbidden(name)) continue
    const candidates = asked < MOST_ASKED ? [...allowed.keys()].slice(0, MOST_CANDIDATES) : []
    const meant = nearestWord(name, candidates)
    asked += 1
    const question = meant === undefined ? '' : `, did you mean ${quoted(meant)}?`
    const by = allowed.has(name) ? 'properties forbid' : 'additionalProperties forbids'
    yield {
      pointer: schemaPointer(node, 'required'),
      problem: `expected fields that may be there, saw ${quoted(name)}, which ${by}${question}`,
      hint: `Add ${quoted(name)} to properties, or remove it from required.`,
    }
  }
}

/** Looking for neighbours takes time by the product of both. */
const MOST_ASKED = 10
const MOST_CANDIDATES = 1000

function forbiddenBy(schema: JsonObject, pointer: string): (name: string) => boolean {
  const own = membersOf(schema, 'properties')
  const isClosed = schema.get('additionalProperties') === false
  const sources = isClosed ? [...membersOf(schema, 'patternProperties').keys()] : []
  const tests = sources.map((source) => compilePattern(source, pointer))
  return (name) => {
    const declared = own.get(name)
    if (declared !== undefined) return declared === false
    return isClosed && !tests.some((test) => mayMatch(test, name))
  }
}

function mayMatch(test: (text: string) => boolean, name: string): boolean {
  try {
    return test(name)
  } catch (error) {
    if (error instanceof Undecided) return true
    throw error
  }
}

function membersOf(schema: JsonObject, keyword: string): JsonObject {
  const members = schema.get(keyword)
  return isJsonObject(members) ? members : new Map()
}

function isNumeric(value: Json | undefined): value is JsonNumeric {
  return typeof value === 'number' || value instanceof JsonNumber
}

function typeNames(type: Json): string {
  const names = isJsonArray(type) ? type : [type]
  return names.filter((name) => typeof name === 'string').join(' or ')
}

function quoted(name: string): string {
  return JSON.stringify(shorten(name))
}

function shown(value: Json): string {
  return shorten(writeJson(value))
}
