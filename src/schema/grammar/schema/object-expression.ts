import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../kernel/json-value.js'
import { writeJson } from '../../../kernel/write-json.js'
import { choice, literal, nothing, repeat, sequence, type Expression } from '../grammar.js'
import { escapeToken } from '../../validate/json-pointer.js'
import { numberOf } from './number-of.js'
import { blanks, differs, sharedRule, type ReadPart, type SchemaRules } from './schema-rules.js'
import { stringExpression } from './string-expression.js'

/** What a grammar cannot say about objects, unless it counts and remembers. */
const unsaid = [
  'patternProperties',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
  'unevaluatedProperties',
]

interface ObjectPart {
  readonly schema: JsonObject
  readonly pointer: string
}

/** Members in the order of `properties`; others only where no property is named. */
export function objectExpression(
  schemaRules: SchemaRules,
  { schema, pointer }: ObjectPart,
  read: ReadPart,
): Expression {
  for (const key of unsaid) {
    if (schema.has(key)) differs(schemaRules, `${pointer}/${escapeToken(key)}`, ['wider', key])
  }
  const properties = schema.get('properties')
  const named = isJsonObject(properties) ? Array.from(properties) : []
  const required = requiredOf(schema)
  const others = schema.get('additionalProperties') ?? true
  const undeclared = required.filter((name) => !named.some(([known]) => known === name))
  const members = [...named, ...undeclared.map((name): [string, Json] => [name, others])]
  const space = blanks(schemaRules)
  const body =
    members.length === 0
      ? mapMembers(schemaRules, { schema, pointer }, read)
      : fixedMembers(schemaRules, { schema, pointer, members, required }, read)
  return sequence([literal('{'), space, body, literal('}')])
}

function requiredOf(schema: JsonObject): readonly string[] {
  const required = schema.get('required')
  return isJsonArray(required) ? required.filter((name) => typeof name === 'string') : []
}

/** No member is named: any name, each with a value of `additionalProperties`. */
function mapMembers(
  schemaRules: SchemaRules,
  { schema, pointer }: ObjectPart,
  read: ReadPart,
): Expression {
  const others = schema.get('additionalProperties') ?? true
  const min = numberOf(schema.get('minProperties')) ?? 0
  const max = numberOf(schema.get('maxProperties')) ?? Infinity
  if (others === false || max === 0) {
    return min > 0 ? { kind: 'chars', set: [] } : nothing
  }
  const space = blanks(schemaRules)
  const value = read(schemaRules, { schema: others, pointer: `${pointer}/additionalProperties` })
  const name = sharedRule(schemaRules, 'string', () => stringExpression(schemaRules, new Map(), ''))
  const member = sequence([name, space, literal(':'), space, value, space])
  // A name that comes twice is one member, or none that a parser accepts.
  if (min > 1) differs(schemaRules, `${pointer}/minProperties`, ['wider', 'minProperties'])
  const another = sequence([literal(','), space, member])
  const some = sequence([member, repeat(another, Math.max(min - 1, 0), max - 1)])
  return min > 0 ? some : choice([nothing, some])
}

interface Members {
  readonly members: readonly (readonly [string, Json])[]
  readonly required: readonly string[]
}

function fixedMembers(
  schemaRules: SchemaRules,
  { schema, pointer, members, required }: ObjectPart & Members,
  read: ReadPart,
): Expression {
  const min = numberOf(schema.get('minProperties')) ?? 0
  const max = numberOf(schema.get('maxProperties')) ?? Infinity
  if (min > required.length)
    differs(schemaRules, `${pointer}/minProperties`, ['wider', 'minProperties'])
  if (max < members.length)
    differs(schemaRules, `${pointer}/maxProperties`, ['wider', 'maxProperties'])
  if (schema.get('additionalProperties') !== false) {
    differs(schemaRules, pointer, ['narrower', 'no properties but the named ones'])
  }
  if (members.length > 1) {
    differs(schemaRules, pointer, ['narrower', 'properties in the order of the schema'])
  }
  const space = blanks(schemaRules)
  const written = members.map(([name, value]) => {
    const at = `${pointer}/properties/${escapeToken(name)}`
    const parts = [literal(writeJson(name)), space, literal(':'), space]
    return sequence([...parts, read(schemaRules, { schema: value, pointer: at }), space])
  })
  return inTurn(schemaRules, pointer, {
    written,
    isRequired: members.map(([name]) => required.includes(name)),
  })
}

/** Two rules for each member: what may follow when none, or some, has been written. */
function inTurn(
  schemaRules: SchemaRules,
  pointer: string,
  { written, isRequired }: { written: readonly Expression[]; isRequired: readonly boolean[] },
): Expression {
  const comma = sequence([literal(','), blanks(schemaRules)])
  let first: Expression = nothing
  let later: Expression = nothing
  for (let index = written.length - 1; index >= 0; index -= 1) {
    const member = written[index] ?? nothing
    const [afterNone, afterSome] = [first, later]
    const key = `${pointer}/member/${index}`
    const here = sharedRule(schemaRules, key, () => member)
    later = sharedRule(schemaRules, `${key}/later`, () => {
      const with_ = sequence([comma, here, afterSome])
      return isRequired[index] === true ? with_ : choice([with_, afterSome])
    })
    const alone = sequence([here, afterSome])
    first =
      isRequired[index] === true
        ? alone
        : sharedRule(schemaRules, `${key}/first`, () => choice([alone, afterNone]))
  }
  return first
}
