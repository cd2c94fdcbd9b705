import type { PlainJson } from '#loradex/kernel/plain-json.js'

type Random = () => number

/** A schema of objects, of what our grammars say exactly; strings are short, for texts to end. */
export function randomSchema(random: Random): PlainJson {
  return objectSchema(random, 2)
}

function objectSchema(random: Random, depth: number): PlainJson {
  const count = 1 + Math.floor(random() * 3)
  const names = Array.from(
    { length: count },
    (_none, index) => `${'abc'[index]}${Math.floor(random() * 9)}`,
  )
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, valueSchema(random, depth)])),
    required: names.filter(() => random() < 0.7),
    additionalProperties: false,
  }
}

function valueSchema(random: Random, depth: number): PlainJson {
  const kinds = depth > 0 ? scalars.length + 3 : scalars.length
  const kind = Math.floor(random() * kinds)
  const scalar = scalars[kind]
  if (scalar !== undefined) return scalar(random)
  if (kind === scalars.length) return objectSchema(random, depth - 1)
  if (kind === scalars.length + 1) {
    const minItems = Math.floor(random() * 2)
    return {
      type: 'array',
      items: valueSchema(random, depth - 1),
      minItems,
      maxItems: minItems + 2,
    }
  }
  return { anyOf: [valueSchema(random, 0), { type: 'null' }] }
}

const whole = (random: Random, most: number): number => Math.floor(random() * most)

const scalars: readonly ((random: Random) => PlainJson)[] = [
  (random) => ({ type: 'string', maxLength: 1 + whole(random, 8) }),
  (random) => ({ type: 'string', minLength: 2, maxLength: 2 + whole(random, 4) }),
  (random) => ({ type: 'string', pattern: `^[a-z"\\\\n]{1,${1 + whole(random, 5)}}$` }),
  () => ({ type: 'integer' }),
  (random) => ({ type: 'integer', minimum: -whole(random, 300), maximum: whole(random, 5000) }),
  (random) => ({ type: 'integer', exclusiveMinimum: whole(random, 1000) }),
  () => ({ type: 'number' }),
  () => ({ type: 'number', exclusiveMinimum: 0 }),
  () => ({ type: 'boolean' }),
  (random) => ({ enum: ['spam', 'ham "x"', 1.5, null, true].slice(0, 1 + whole(random, 5)) }),
  () => ({ const: { k: [1, 'é'] } }),
  () => ({ type: 'string', format: 'uuid' }),
]
