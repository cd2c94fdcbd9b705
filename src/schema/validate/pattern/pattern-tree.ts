import type { CodePointSet } from './code-point-set.js'

/** A regular expression of ECMA-262. Groups are there only as far as something may refer back to them. */
export type PatternTree =
  | Chars
  | {
      readonly kind: 'sequence'
      readonly parts: readonly PatternTree[]
      /** Its number, when it is a group to which something may refer back; from 1. */
      readonly group?: number
    }
  | { readonly kind: 'choice'; readonly options: readonly PatternTree[] }
  | Repeat
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'boundary'; readonly isNegated: boolean }
  | Look
  /** The group is undefined where there may be none, or several of that name. */
  | { readonly kind: 'backreference'; readonly group: number | undefined }

/** One code point of a set. */
export interface Chars {
  readonly kind: 'chars'
  /** At least what is accepted: everything, where a Unicode property is asked for. */
  readonly set: CodePointSet
  /** The source of a set with Unicode properties. */
  readonly property?: string
}

export interface Repeat {
  readonly kind: 'repeat'
  readonly body: PatternTree
  readonly min: number
  readonly max: number
}

/** A lookahead or lookbehind. */
export interface Look {
  readonly kind: 'look'
  readonly isNegated: boolean
  readonly body: PatternTree
  readonly isBehind: boolean
}
