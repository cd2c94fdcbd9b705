import type { Json } from '../../../kernel/json-value.js'
import { nothing, reference, repeat, type Expression } from '../grammar.js'
import { freshName } from '../grammar-rules.js'
import { setOf } from '../scalar-set.js'

/** What the grammar of a schema does not say as the schema does. */
export interface SchemaDifference {
  /** JSON Pointer to the keyword. */
  readonly pointer: string
  readonly problem: string
  /** `wider`: the grammar allows texts that the schema refuses; `narrower`: the other way round. */
  readonly effect: 'wider' | 'narrower'
}

/** Rules for a schema while they are made. */
export interface SchemaRules {
  readonly root: Json
  readonly rules: Map<string, Expression>
  /** What the names of the rules begin with. */
  readonly prefix: string
  readonly differences: SchemaDifference[]
  /** Rules that parts share: by JSON Pointer of the part, or by their name. */
  readonly shared: Map<string, string>
  /** Blanks may stand where JSON allows them, except before and behind the whole. */
  readonly isCompact: boolean
}

/** A part of the schema with the pointer to it. */
export interface SchemaPart {
  readonly schema: Json
  readonly pointer: string
}

/** Reads a part of the schema that another holds. */
export type ReadPart = (schemaRules: SchemaRules, part: SchemaPart) => Expression

export function differs(
  { differences }: SchemaRules,
  pointer: string,
  [effect, problem]: readonly [SchemaDifference['effect'], string],
): void {
  differences.push({ pointer: pointer === '' ? '/' : pointer, problem, effect })
}

/** The rule of the name, made when it is first asked for; it may refer to itself. */
export function sharedRule(
  schemaRules: SchemaRules,
  key: string,
  make: () => Expression,
): Expression {
  const { shared, rules, prefix } = schemaRules
  const known = shared.get(key)
  if (known !== undefined) return reference(known)
  const word = key
    .replaceAll(/[^a-zA-Z0-9]+/gu, '_')
    .replaceAll(/^_|_$/gu, '')
    .toLowerCase()
  const name = freshName({ rules, firstUse: new Map() }, `${prefix}_${word === '' ? 'root' : word}`)
  shared.set(key, name)
  rules.set(name, { kind: 'sequence', parts: [] })
  rules.set(name, make())
  return reference(name)
}

export function blanks(schemaRules: SchemaRules): Expression {
  if (schemaRules.isCompact) return nothing
  return sharedRule(schemaRules, 'ws', () =>
    repeat({ kind: 'chars', set: setOf(' \t\n\r') }, 0, Infinity),
  )
}
