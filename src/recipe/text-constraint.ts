import type { GrammarFormat } from '../schema/grammar/parse-grammar.js'

/** What produced texts must match, as plain data: workers compile it again. */
export type TextConstraint =
  | { readonly kind: 'regex'; readonly text: string }
  | { readonly kind: 'grammar'; readonly format: GrammarFormat; readonly text: string }

/** The file beside the shards that holds it. */
export function constraintFile(constraint: TextConstraint): string {
  return constraint.kind === 'regex' ? 'regex.txt' : `grammar.${constraint.format}`
}
