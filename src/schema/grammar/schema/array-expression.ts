import { isJsonArray, type JsonObject } from '../../../kernel/json-value.js'
import { choice, literal, nothing, repeat, sequence, type Expression } from '../grammar.js'
import { escapeToken } from '../../validate/json-pointer.js'
import { numberOf } from './number-of.js'
import { blanks, differs, type SchemaRules } from './schema-rules.js'
import type { ReadPart } from './schema-expression.js'

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
  const items = schema.get('items')
  const tuple = schema.get('prefixItems') ?? (isJsonArray(items) ? items : undefined)
  const key = isJsonArray(items) ? 'items' : 'prefixItems'
  const prefix = isJsonArray(tuple) ? tuple.slice(0, MAX_PREFIX) : []
  const rest = isJsonArray(items) ? schema.get('additionalItems') : items
  const parts = prefix.map((item, index) =>
    read(schemaRules, { schema: item, pointer: `${pointer}/${key}/${index}` }),
  )
  const restKey = isJsonArray(items) ? 'additionalItems' : 'items'
  const item = read(schemaRules, { schema: rest ?? true, pointer: `${pointer}/${restKey}` })
  const min = numberOf(schema.get('minItems')) ?? 0
  const max = numberOf(schema.get('maxItems')) ?? Infinity
  if (min > max) return { kind: 'chars', set: [] }
  const space = blanks(schemaRules)
  return sequence([
    literal('['),
    space,
    list(schemaRules, { parts, item: rest === false ? undefined : item }, [min, max]),
    literal(']'),
  ])
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
