import type { SchemaPlace } from './schema-place.js'

/** Two schemas, the second of which should allow no more than the first. */
export interface SchemaPair {
  readonly old: SchemaPlace
  readonly now: SchemaPlace
  /** Where in the answers, for example `/orders[]/size`; empty for all of an answer. */
  readonly at: string
  /** What a break between them is, where the two stand for something else. */
  readonly because?: string
}

/** A break, or two more schemas that have to be looked at. */
export type BreakOrPair = string | SchemaPair

export function placeText({ at }: Pick<SchemaPair, 'at'>): string {
  return at === '' ? 'answers' : at
}

/** Both allow the same. */
export function* samePairs(pair: SchemaPair, because: string): Generator<SchemaPair> {
  yield { ...pair, because }
  yield { ...pair, old: pair.now, now: pair.old, because }
}
