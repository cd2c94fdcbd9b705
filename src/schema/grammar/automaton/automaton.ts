import type { CharClasses } from './char-classes.js'

/**
 * A grammar as finite automata that call each other: one for the whole, number 0, and one for each
 * rule that leads back to itself. All other rules are written out where they are used.
 */
export interface Automaton {
  readonly classes: CharClasses
  /** By state. */
  readonly nodes: readonly Node[]
  /** By number of the automaton: where it begins. */
  readonly entries: readonly number[]
  /** Automata that match the empty text. */
  readonly nullable: readonly boolean[]
  /** By number, 0 for the whole. */
  readonly names: readonly string[]
}

export interface Node {
  /** States reached without a character. */
  readonly free: number[]
  /** States reached by a character of a class, and by which classes. */
  readonly steps: { readonly classes: readonly number[]; readonly to: number }[]
  /** States reached when a text of another automaton has been passed. */
  readonly calls: { readonly callee: number; readonly to: number }[]
  /** The automaton that ends here. */
  ends?: number
}
