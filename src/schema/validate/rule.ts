import type { Json, JsonNumber, JsonObject } from '../../kernel/json-value.js'
import type { Place } from './place.js'
import type { SchemaNode } from './schema-node.js'
import type { Seen } from './seen.js'
import type { FoundError } from './found-error.js'

/** The resources entered so far that dynamic references can lead to, each once, innermost first. */
export interface Scope {
  /** Root of the resource. */
  readonly root: SchemaNode
  readonly outer: Scope | undefined
}

/** State of one validation; one object serves them all. */
export interface Run {
  scope: Scope | undefined
  /** References followed so far. */
  steps: number
  /** Verdicts on objects and arrays, once following references has become dear. */
  memory: Memory | undefined
}

type Memory = Map<Compiled, Map<Json, Verdict>>

export interface Verdict {
  readonly isValid: boolean
  /** Absent when it was not asked for. */
  readonly seen?: Seen
}

/** One part of a value, while errors are collected. */
export interface Visit {
  readonly run: Run
  readonly place: Place | undefined
  readonly errors: FoundError[]
  /** The references followed on the way, innermost first. */
  readonly trail?: Trail | undefined
}

export interface Trail {
  /** The keyword that refers. */
  readonly from: SchemaNode
  readonly keyword: string
  readonly target: SchemaNode
  readonly outer: Trail | undefined
}

export type Test<Value> = (value: Value, run: Run) => boolean

/** What a schema or one of its keywords demands of a value. */
export interface Demand<Value> {
  /** Whether the value meets it; allocates nothing on the way. */
  test(value: Value, run: Run): boolean
  /** As `test`, but never stops early, and notes what it looked at. */
  track?(value: Value, run: Run, seen: Seen): boolean
  /** Adds everything wrong with the value to `visit.errors`. */
  report(value: Value, visit: Visit): void
}

/** A compiled keyword; values of other kinds meet it. */
export type Rule =
  | ({ readonly kind: 'any' } & Demand<Json>)
  | ({ readonly kind: 'object' } & Demand<JsonObject>)
  | ({ readonly kind: 'array' } & Demand<readonly Json[]>)
  | ({ readonly kind: 'string' } & Demand<string>)
  | ({ readonly kind: 'number' } & Demand<number | JsonNumber>)
  | UnevaluatedRule

/** A keyword that depends on what all others have looked at. */
export interface UnevaluatedRule {
  readonly kind: 'unevaluated'
  /** Whether what is not in `seen` is valid; afterwards it is. */
  judge(value: Json, run: Run, seen: Seen): boolean
  report(value: Json, visit: Visit, seen: Seen): void
}

/** A compiled schema. Its members are set after its creation, since schemas can hold themselves. */
export interface Compiled {
  readonly node: SchemaNode
  test: Test<Json>
  track: (value: Json, run: Run, seen: Seen) => boolean
  report: (value: Json, visit: Visit) => void
}
