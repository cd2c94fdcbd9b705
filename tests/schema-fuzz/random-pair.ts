import { createChance, type Chance } from '../lanes/chance.js'

/** A schema and a value that may or may not be valid; the same for the same seed. */
export interface Pair {
  readonly schema: unknown
  readonly value: unknown
}

const KEYS = ['a', 'b', 'ab', 'c'] as const
const TYPES = ['null', 'object', 'array', 'string', 'boolean', 'number'] as const
const TEXTS = ['', 'a', 'ab', 'abc', '📜', 'b1'] as const
const NUMBERS = [0, 1, -1, 2, 0.5, 1.5, 3, 100] as const
const PATTERNS = ['^a', 'b', '^[a-c]$', '^(a|ab)*$', '1$', '^.{2}$'] as const

export function randomPair(seed: number): Pair {
  const chance = createChance(seed)
  const schema = randomSchema(chance, 3)
  const $defs = { d: randomSchema(chance, 1), e: randomSchema(chance, 2) }
  const root = typeof schema === 'object' ? { ...schema, $defs } : schema
  return { schema: root, value: randomValue(chance, 3) }
}

function randomValue(chance: Chance, depth: number): unknown {
  const kind = chance.below(depth > 0 ? 8 : 4)
  if (kind === 0) return chance.pick([null, true, false])
  if (kind === 1) return chance.pick(NUMBERS)
  if (kind < 4) return chance.pick(TEXTS)
  if (kind < 6) return times(chance, 4, () => randomValue(chance, depth - 1))
  return Object.fromEntries(
    times(chance, 4, () => [chance.pick(KEYS), randomValue(chance, depth - 1)]),
  )
}

function randomSchema(chance: Chance, depth: number): boolean | object {
  if (chance.is(0.05)) return chance.is(0.7)
  const makers = depth > 0 ? [...scalars, ...containers, ...containers] : scalars
  const made = times(chance, 4, () => chance.pick(makers)(chance, depth - 1))
  return Object.assign({}, ...made) as object
}

type Maker = (chance: Chance, depth: number) => object

const scalars: readonly Maker[] = [
  (chance) => ({ type: chance.pick(['object', 'array', 'string', 'number', 'integer']) }),
  (chance) => ({
    type: unlike([chance.pick(TYPES), ...times(chance, 3, () => chance.pick(TYPES))]),
  }),
  (chance) => ({ const: randomValue(chance, 1) }),
  (chance) => ({
    enum: [randomValue(chance, 1), ...times(chance, 4, () => randomValue(chance, 1))],
  }),
  (chance) => ({
    [chance.pick(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'])]:
      chance.pick(NUMBERS),
  }),
  (chance) => ({ multipleOf: chance.pick([1, 0.5, 2, 1.5]) }),
  (chance) => ({ [chance.pick(['minLength', 'maxLength'])]: chance.below(4) }),
  (chance) => ({ pattern: chance.pick(PATTERNS) }),
  (chance) => ({
    [chance.pick(['minItems', 'maxItems', 'minProperties', 'maxProperties'])]: chance.below(4),
  }),
  (chance) => ({ uniqueItems: chance.is(0.8) }),
  (chance) => ({ required: unlike(times(chance, 3, () => chance.pick(KEYS))) }),
  (chance) => ({ dependentRequired: { [chance.pick(KEYS)]: [chance.pick(KEYS)] } }),
]

const containers: readonly Maker[] = [
  (chance, depth) => ({ properties: named(chance, KEYS, depth) }),
  (chance, depth) => ({ patternProperties: named(chance, PATTERNS, depth) }),
  (chance, depth) => ({ additionalProperties: part(chance, depth) }),
  (chance, depth) => ({ propertyNames: randomSchema(chance, depth) }),
  (chance, depth) => ({ items: part(chance, depth) }),
  (chance, depth) => ({
    prefixItems: [part(chance, depth), ...times(chance, 2, () => part(chance, depth))],
  }),
  (chance, depth) => ({
    contains: part(chance, depth),
    ...(chance.is(0.3) && { minContains: chance.below(3) }),
    ...(chance.is(0.3) && { maxContains: chance.below(3) }),
  }),
  (chance, depth) => ({
    [chance.pick(['allOf', 'anyOf', 'oneOf'])]: [
      randomSchema(chance, depth),
      ...times(chance, 3, () => randomSchema(chance, depth)),
    ],
  }),
  (chance, depth) => ({ not: randomSchema(chance, depth) }),
  (chance, depth) => ({
    if: randomSchema(chance, depth),
    ...(chance.is(0.7) && { ['then' as string]: randomSchema(chance, depth) }),
    ...(chance.is(0.7) && { else: randomSchema(chance, depth) }),
  }),
  (chance, depth) => ({ dependentSchemas: named(chance, KEYS, depth) }),
  (chance, depth) => ({ unevaluatedItems: part(chance, depth) }),
  (chance, depth) => ({ unevaluatedProperties: part(chance, depth) }),
  (chance) => ({ $ref: chance.pick(['#/$defs/d', '#/$defs/e']) }),
]

/** Of a part of the value, so that references to what is around end. */
function part(chance: Chance, depth: number): boolean | object {
  if (chance.is(0.1)) return { $ref: '#' }
  return chance.is(0.2) ? false : randomSchema(chance, depth)
}

function named(chance: Chance, names: readonly string[], depth: number): object {
  return Object.fromEntries(times(chance, 3, () => [chance.pick(names), part(chance, depth)]))
}

/** As the metaschema wants it. */
function unlike<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)]
}

function times<Item>(chance: Chance, most: number, make: () => Item): Item[] {
  return Array.from({ length: chance.below(most) }, make)
}
