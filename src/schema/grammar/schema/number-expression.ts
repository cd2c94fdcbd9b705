import type { JsonObject } from '../../../kernel/json-value.js'
import { choice, literal, repeat, sequence, type Expression } from '../grammar.js'
import { setOf } from '../scalar-set.js'
import { integerRange } from './integer-range.js'
import { numberOf } from './number-of.js'
import { differs, type SchemaRules } from './schema-rules.js'

const digits = repeat({ kind: 'chars', set: [[0x30, 0x39]] }, 1, Infinity)
const zeros = repeat(literal('0'), 0, Infinity)
const fraction = repeat(sequence([literal('.'), digits]), 0, 1)
const nonZero: Expression = { kind: 'chars', set: [[0x31, 0x39]] }
const more = repeat({ kind: 'chars', set: [[0x30, 0x39]] }, 0, Infinity)
const exponent = repeat(
  sequence([
    { kind: 'chars', set: setOf('eE') },
    repeat({ kind: 'chars', set: setOf('+-') }, 0, 1),
    digits,
  ]),
  0,
  1,
)
const whole = choice([literal('0'), sequence([nonZero, more])])
const positive = choice([
  sequence([nonZero, more, fraction, exponent]),
  sequence([literal('0.'), zeros, nonZero, more, exponent]),
])

const bounds = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum']

export function integerExpression(
  schemaRules: SchemaRules,
  schema: JsonObject,
  pointer: string,
): Expression {
  refuseMultiple(schemaRules, schema, pointer)
  const [low, lowOpen, high, highOpen] = bounds.map((key) => schema.get(key))
  const limits = [low, lowOpen, high, highOpen]
  if (limits.some((limit) => limit !== undefined && numberOf(limit) === undefined)) {
    differs(schemaRules, pointer, ['wider', 'a limit that is no plain number'])
    return integerRange(-Infinity, Infinity)
  }
  const min = Math.max(
    Math.ceil(numberOf(low) ?? -Infinity),
    Math.floor(numberOf(lowOpen) ?? -Infinity) + 1,
  )
  const max = Math.min(
    Math.floor(numberOf(high) ?? Infinity),
    Math.ceil(numberOf(highOpen) ?? Infinity) - 1,
  )
  if (min > max) return { kind: 'chars', set: [] }
  if ([min, max].some((limit) => Number.isFinite(limit) && !Number.isSafeInteger(limit))) {
    differs(schemaRules, pointer, ['wider', 'a limit of more than 53 bits'])
    return integerRange(-Infinity, Infinity)
  }
  return integerRange(min, max)
}

export function numberExpression(
  schemaRules: SchemaRules,
  schema: JsonObject,
  pointer: string,
): Expression {
  refuseMultiple(schemaRules, schema, pointer)
  const given = bounds.filter((key) => schema.has(key))
  const [only] = given
  const any = sequence([whole, fraction, exponent])
  if (only === undefined) return sequence([repeat(literal('-'), 0, 1), any])
  if (given.length === 1 && schema.get(only) === 0) {
    if (only === 'minimum') return any
    if (only === 'exclusiveMinimum') return positive
  }
  differs(schemaRules, pointer, [
    'wider',
    `${given.join(' and ')} of numbers that need not be whole`,
  ])
  return sequence([repeat(literal('-'), 0, 1), any])
}

function refuseMultiple(schemaRules: SchemaRules, schema: JsonObject, pointer: string): void {
  const divisor = schema.get('multipleOf')
  if (divisor === undefined || divisor === 1) return
  differs(schemaRules, `${pointer}/multipleOf`, ['wider', 'multipleOf'])
}
