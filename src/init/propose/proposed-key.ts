import type { Json } from '../../kernel/json-value.js'

/** A key of a section with its value, and the reason for it in a few words. */
export interface ProposedKey {
  readonly key: string
  readonly value: Json
  readonly reason?: string
}
