/** What becomes of a text. */
export type Recognition =
  | { readonly kind: 'match' }
  /** `at`, in UTF-16 units, is the first character that nothing goes on with, or the length. */
  | { readonly kind: 'mismatch'; readonly at: number; readonly expected: Expected }
  /** More work than a check may take. */
  | { readonly kind: 'undecided'; readonly at: number }

interface Expected {
  /** Classes of characters that could have come. */
  readonly classes: readonly number[]
  /** The text could have ended. */
  readonly end: boolean
}

export const match: Recognition = { kind: 'match' }
