import { isJsonArray, type Json, type JsonObject } from '../../../kernel/json-value.js'
import { choice, literal, nothing, repeat, sequence, type Expression } from '../grammar.js'
import { escapeToken } from '../../validate/json-pointer.js'
import { numberOf } from './number-of.js'
import {
  blanks,
  differs,
  type SchemaPart,
  type ReadPart,
  type SchemaRules,
} from './schema-rules.js'

/** Most items with a schema of their own. */
const MAX_PREFIX = 200

export function arrayExpression(
  schemaRules: SchemaRules,
  { schema, pointer }: { readonly schema: JsonObject; readonly pointer: string },
  read: ReadPart,
): Expression {
  for (const key of ['uniqueItems', 'contains', 'minContains', 'maxContains', 'unevaluatedItems']) {
    const value = schema.get(key)
    if (value === undefined || value === false) continue
    differs(schemaRules, `${pointer}/${escapeToken(key)}`, ['wider', key])
  }
  const min = numberOf(schema.get('minItems')) ?? 0
  const max = numberOf(schema.get('maxItems')) ?? Infinity
  if (min > max) return { kind: 'chars', set: [] }
  const { tuple, rest, restPointer } = itemsOf(schema, pointer)
  const parts = tuple.slice(0, MAX_PREFIX).map((part) => read(schemaRules, part))
  const item =
    rest === false ? undefined : read(schemaRules, { schema: rest, pointer: restPointer })
  return sequence([
    literal('['),
    blanks(schemaRules),
    list(schemaRules, { parts, item }, [min, max]),
    literal(']'),
  ])
}

interface Items {
  readonly tuple: readonly SchemaPart[]
  /** What follows the tuple. */
  readonly rest: Json
  readonly restPointer: string
}

/** In 2020-12 the tuple is `prefixItems`, in the drafts before it an array of `items`. */
function itemsOf(schema: JsonObject, pointer: string): Items {
  const items = schema.get('items') ?? true
  const key = isJsonArray(items) ? 'items' : 'prefixItems'
  const tuple = schema.get(key)
  const restKey = isJsonArray(items) ? 'additionalItems' : 'items'
  return {
    tuple: (isJsonArray(tuple) ? tuple : []).map((part, index) => {
      return { schema: part, pointer: `${pointer}/${key}/${index}` }
    }),
    rest: schema.get(restKey) ?? true,
    restPointer: `${pointer}/${restKey}`,
  }
}

/** From `min` to `max` items: those of `parts` in turn, then any number of `item`. */
function list(
  schemaRules: SchemaRules,
  { parts, item }: { readonly parts: readonly Expression[]; readonly item: Expression | undefined },
  [min, max]: readonly [number, number],
): Expression {
  const space = blanks(schemaRules)
  const comma = sequence([literal(','), space])
  const count = parts.length
  const more = (first: boolean, least: number, most: number): Expression => {
    if (item === undefined || most <= 0) return least > 0 ? { kind: 'chars', set: [] } : nothing
    const one = sequence([item, space])
    if (!first) return repeat(sequence([comma, one]), Math.max(least, 0), most)
    const some = sequence([one, repeat(sequence([comma, one]), Math.max(least - 1, 0), most - 1)])
    return least > 0 ? some : choice([nothing, some])
  }
  let tail = more(count === 0, min - count, max - count)
  for (let index = count - 1; index >= 0; index -= 1) {
    const part = parts[index] ?? nothing
    const here =
      index >= max ? nothing : sequence([...(index === 0 ? [] : [comma]), part, space, tail])
    tail = index < min || index >= max ? here : choice([nothing, here])
  }
  return tail
}
