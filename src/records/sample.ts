import type { JsonObject } from '../kernel/json-value.js'

/** One training example. */
export interface Sample {
  /** Exactly what the trainer sees, in the order it is written; without weight and metadata. */
  readonly content: JsonObject
  /** The text that the model must learn to produce. */
  readonly produced: string
}
