import type { JsonObject } from '../../kernel/json-value.js'
import type { Claim } from './claim.js'
import type { Evidence } from './evidence.js'
import type { Shape } from './shape.js'

/** A place, while its schema is made. */
export interface Node {
  readonly shape: Shape
  readonly pointer: string
  /** How many values there could have been: objects that might have the key. */
  readonly of: number
}

export interface Inference {
  readonly evidence: Evidence
  /** Filled in on the way, as are the claims. */
  readonly support: Map<string, string>
  readonly claims: Claim[]
  /** The schema of a place below. */
  schemaOf(node: Node, inference: Inference): JsonObject
}
