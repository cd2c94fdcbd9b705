import type { Json } from '../kernel/json-value.js'
import type { GrammarFormat } from '../schema/grammar/parse-grammar.js'

/** What the model's answer must be. */
export type AnswerConstraint =
  | {
      readonly kind: 'schema'
      readonly schema: Json
      /** What else the answer must be, which the schema cannot say; one line each. @default none */
      readonly unsent?: readonly string[]
    }
  | { readonly kind: 'regex'; readonly text: string }
  | { readonly kind: 'grammar'; readonly format: GrammarFormat; readonly text: string }
