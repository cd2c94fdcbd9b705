import {
  isJsonArray,
  isJsonObject,
  jsonKind,
  JsonNumber,
  type Json,
  type JsonObject,
} from '../../../kernel/json-value.js'
import { writeJson } from '../../../kernel/write-json.js'
import { escapeToken, pointerTokens } from '../../validate/json-pointer.js'
import { choice, literal, type Expression } from '../grammar.js'
import { arrayExpression } from './array-expression.js'
import { areApart } from './are-apart.js'
import { integerExpression, numberExpression } from './number-expression.js'
import { objectExpression } from './object-expression.js'
import { differs, sharedRule, type SchemaPart, type SchemaRules } from './schema-rules.js'
import { stringExpression } from './string-expression.js'

const nothingEver: Expression = { kind: 'chars', set: [] }

/** The JSON texts that a part of a schema allows. */
export function schemaExpression(schemaRules: SchemaRules, part: SchemaPart): Expression {
  const { schema, pointer } = part
  if (schema === false) return nothingEver
  if (!isJsonObject(schema) || !Array.from(schema.keys()).some((key) => asserting.has(key))) {
    return anyValue(schemaRules)
  }
  const ref = schema.get('$ref')
  if (typeof ref === 'string') return referredTo(schemaRules, { ref, schema, pointer })
  refuseConditions(schemaRules, schema, pointer)
  const values = schema.has('const') ? [schema.get('const') ?? null] : schema.get('enum')
  if (isJsonArray(values)) return enumerated(schemaRules, { schema, pointer }, values)
  const branches = combined(schemaRules, { schema, pointer })
  return branches ?? ofTypes(schemaRules, { schema, pointer })
}

const annotations = new Set([
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$comment',
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$defs',
  'definitions',
])

const typed: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: [
    'items',
    'prefixItems',
    'additionalItems',
    'minItems',
    'maxItems',
    'uniqueItems',
    'contains',
    'minContains',
    'maxContains',
    'unevaluatedItems',
  ],
  object: [
    'properties',
    'required',
    'additionalProperties',
    'minProperties',
    'maxProperties',
    'patternProperties',
    'propertyNames',
    'dependentRequired',
    'dependentSchemas',
    'dependencies',
    'unevaluatedProperties',
  ],
}
const conditions = ['not', 'if', 'then', 'else']
const combiners = ['anyOf', 'oneOf', 'allOf']
const asserting = new Set([
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  'type',
  'const',
  'enum',
  ...combiners,
  ...conditions,
  ...Object.values(typed).flat(),
])

function anyValue(schemaRules: SchemaRules): Expression {
  return sharedRule(schemaRules, 'value', () =>
    choice(allTypes.map((type) => ofType(schemaRules, { schema: new Map(), pointer: '' }, type))),
  )
}

const allTypes = ['object', 'array', 'string', 'number', 'boolean', 'null']

interface ObjectSchema {
  readonly schema: JsonObject
  readonly pointer: string
}

function ofTypes(schemaRules: SchemaRules, { schema, pointer }: ObjectSchema): Expression {
  const type = schema.get('type')
  const named = (isJsonArray(type) ? type : [type]).filter((name) => typeof name === 'string')
  const types = named.length === 0 ? allTypes : named
  // Every integer is a number as well.
  const distinct = types.includes('number') ? types.filter((name) => name !== 'integer') : types
  return choice(distinct.map((name) => ofType(schemaRules, { schema, pointer }, name)))
}

function ofType(schemaRules: SchemaRules, part: ObjectSchema, type: string): Expression {
  const { schema, pointer } = part
  switch (type) {
    case 'object':
      return objectExpression(schemaRules, part, schemaExpression)
    case 'array':
      return arrayExpression(schemaRules, part, schemaExpression)
    case 'string':
      return stringExpression(schemaRules, schema, pointer)
    case 'number':
      return numberExpression(schemaRules, schema, pointer)
    case 'integer':
      return integerExpression(schemaRules, schema, pointer)
    case 'boolean':
      return choice([literal('true'), literal('false')])
    case 'null':
      return literal('null')
    default:
      return nothingEver
  }
}

function refuseConditions(schemaRules: SchemaRules, schema: JsonObject, pointer: string): void {
  for (const key of [...conditions, '$dynamicRef', '$recursiveRef']) {
    if (schema.has(key)) differs(schemaRules, `${pointer}/${key}`, ['wider', key])
  }
}

/** Keywords beside `key` that would have to hold as well. */
function besides(
  schemaRules: SchemaRules,
  { schema, pointer }: ObjectSchema,
  allowed: readonly string[],
): void {
  for (const key of schema.keys()) {
    if (allowed.includes(key) || annotations.has(key) || !asserting.has(key)) continue
    if (conditions.includes(key)) continue
    differs(schemaRules, `${pointer}/${escapeToken(key)}`, ['wider', `${key} beside ${allowed[0]}`])
  }
}

function referredTo(
  schemaRules: SchemaRules,
  { ref, schema, pointer }: ObjectSchema & { readonly ref: string },
): Expression {
  besides(schemaRules, { schema, pointer }, ['$ref'])
  const target = ref === '#' || ref.startsWith('#/') ? lookUp(schemaRules.root, ref) : undefined
  if (target === undefined) {
    differs(schemaRules, `${pointer}/$ref`, ['wider', `a reference to ${ref}`])
    return anyValue(schemaRules)
  }
  const at = decodeURIComponent(ref.slice(1))
  return sharedRule(schemaRules, `ref${at}`, () =>
    schemaExpression(schemaRules, { schema: target, pointer: at }),
  )
}

function lookUp(root: Json, ref: string): Json | undefined {
  let value: Json | undefined = root
  for (const token of pointerTokens(decodeURIComponent(ref.slice(1)))) {
    if (isJsonObject(value)) value = value.get(token)
    else if (isJsonArray(value)) value = value[Number(token)]
    else return undefined
  }
  return value
}

function enumerated(
  schemaRules: SchemaRules,
  { schema, pointer }: ObjectSchema,
  values: readonly Json[],
): Expression {
  besides(schemaRules, { schema, pointer }, [schema.has('const') ? 'const' : 'enum', 'type'])
  const type = schema.get('type')
  const types = type === undefined ? undefined : isJsonArray(type) ? type : [type]
  const allowed = values.filter((value) => types?.some((name) => isOfType(value, name)) ?? true)
  if (allowed.some((value) => value instanceof JsonNumber || typeof value === 'object')) {
    differs(schemaRules, pointer, ['narrower', 'values in one spelling only'])
  }
  return choice(
    allowed.length === 0 ? [nothingEver] : allowed.map((value) => literal(writeJson(value))),
  )
}

function isOfType(value: Json, type: Json): boolean {
  const kind = jsonKind(value)
  return kind === type || (type === 'integer' && kind === 'number' && Number.isInteger(value))
}

function combined(
  schemaRules: SchemaRules,
  { schema, pointer }: ObjectSchema,
): Expression | undefined {
  const key = combiners.find((name) => isJsonArray(schema.get(name)))
  const branches = key === undefined ? undefined : schema.get(key)
  if (key === undefined || !isJsonArray(branches)) return undefined
  const isTyped = branches.every(
    (branch) => isJsonObject(branch) && branch.get('type') === schema.get('type'),
  )
  besides(schemaRules, { schema, pointer }, isTyped ? [key, 'type'] : [key])
  const read = branches.map((branch, index) =>
    schemaExpression(schemaRules, { schema: branch, pointer: `${pointer}/${key}/${index}` }),
  )
  if (key === 'oneOf' && !areApart(branches, (branch) => resolved(schemaRules.root, branch))) {
    differs(schemaRules, `${pointer}/oneOf`, [
      'wider',
      'branches that one value may match together',
    ])
  }
  if (key === 'allOf' && read.length > 1) {
    differs(schemaRules, `${pointer}/allOf`, ['wider', 'all but the first of several branches'])
    return read[0]
  }
  return choice(read)
}

function resolved(root: Json, branch: Json): Json {
  const ref = isJsonObject(branch) ? branch.get('$ref') : undefined
  return typeof ref === 'string' && ref.startsWith('#') ? (lookUp(root, ref) ?? branch) : branch
}
