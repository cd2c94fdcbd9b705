import { parseJsonText } from '#loradex/kernel/parse-json.js'
import { fromPlain } from '#loradex/kernel/plain-json.js'
import type { Json } from '#loradex/kernel/json-value.js'

/** A schema that means harm, and what has to come of it. */
export interface HostileCase {
  readonly name: string
  /** Made when it is needed. */
  readonly schema: () => Json
  /** Where the refusal points; undefined where the schema is to be taken. */
  readonly refusedAt?: string
  /** Values, each with whether it is valid; made when they are needed. */
  readonly verdicts?: readonly (readonly [value: () => Json, isValid: boolean])[]
}

export interface HostileGroup {
  readonly title: string
  readonly cases: readonly HostileCase[]
}

/** As it is written: keys such as `__proto__` and numbers of any size stay. */
function json(text: string): Json {
  const value = parseJsonText(text)
  if (value === undefined) throw new Error(`expected JSON, saw ${text.slice(0, 60)}`)
  return value
}

function plain(value: unknown): Json {
  return fromPlain(value)
}

export function refused(name: string, schema: unknown, refusedAt: string): HostileCase {
  return { name, schema: () => schemaOf(schema), refusedAt }
}

/** Taken, with values that are valid and values that are not, as JSON text or made by a function. */
export function judged(
  name: string,
  schema: unknown,
  values: { readonly valid?: readonly Given[]; readonly invalid?: readonly Given[] },
): HostileCase {
  const { valid = [], invalid = [] } = values
  return {
    name,
    schema: () => schemaOf(schema),
    verdicts: [
      ...valid.map((value) => [() => given(value), true] as const),
      ...invalid.map((value) => [() => given(value), false] as const),
    ],
  }
}

/** JSON text, what makes the schema, or the schema. */
function schemaOf(schema: unknown): Json {
  if (typeof schema === 'string') return json(schema)
  const made: unknown = typeof schema === 'function' ? (schema as () => unknown)() : schema
  // What is too deep to convert is made as a value.
  return made instanceof Map ? (made as Json) : plain(made)
}

type Given = string | (() => unknown)

function given(value: Given): Json {
  return typeof value === 'string' ? json(value) : plain(value())
}

export function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
