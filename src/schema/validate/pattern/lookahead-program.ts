import { pointsOf, type CodePointSet } from './code-point-set.js'
import type { Chars, PatternTree, Repeat } from './pattern-tree.js'

/** A step of a pattern: whether what follows matches from a position on. */
export type Step =
  | { readonly kind: 'accept' }
  | { readonly kind: 'char'; readonly set: CodePointSet; readonly next: number }
  /** Any of them; those of a loop are set once its body is there. */
  | { readonly kind: 'split'; options: readonly number[] }
  | { readonly kind: 'start' | 'end'; readonly next: number }
  | { readonly kind: 'boundary'; readonly isNegated: boolean; readonly next: number }
  | {
      readonly kind: 'look'
      readonly program: number
      /** Step of that program. */
      readonly start: number
      readonly isNegated: boolean
      readonly next: number
    }

/** Its steps, each after the one that follows it but for loops, and where it starts. */
export interface Program {
  readonly steps: readonly Step[]
  readonly start: number
}

/** The time for a character grows with the steps. */
const MOST_STEPS = 500

/**
 * The pattern as programs, those of lookaheads before the ones that they are in. Undefined for
 * lookbehinds, backreferences and what repeats too much.
 */
export function lookaheadPrograms(tree: PatternTree): readonly Program[] | undefined {
  const programs: Program[] = []
  let left = MOST_STEPS
  let isWritten = true

  function program(body: PatternTree): { readonly program: number; readonly start: number } {
    const steps: Step[] = []
    const add = (step: Step): number => {
      left -= 1
      isWritten &&= left >= 0
      return steps.push(step) - 1
    }
    const write = (part: PatternTree, next: number): number => {
      if (!isWritten) return next
      switch (part.kind) {
        case 'chars':
          return add({ kind: 'char', set: setOf(part), next })
        case 'sequence':
          return part.parts.reduceRight((after, one) => write(one, after), next)
        case 'choice':
          return add({ kind: 'split', options: part.options.map((one) => write(one, next)) })
        case 'repeat':
          return repeat(part, next)
        case 'start':
        case 'end':
          return add({ kind: part.kind, next })
        case 'boundary':
          return add({ kind: 'boundary', isNegated: part.isNegated, next })
        case 'look':
          isWritten &&= !part.isBehind
          return add({ kind: 'look', ...program(part.body), isNegated: part.isNegated, next })
        case 'backreference':
          isWritten = false
          return next
      }
    }
    function repeat({ body: inner, min, max }: Repeat, next: number): number {
      let entry = next
      if (max === Infinity) {
        const loop: Step & { readonly kind: 'split' } = { kind: 'split', options: [] }
        entry = add(loop)
        loop.options = [write(inner, entry), next]
      }
      const optional = max === Infinity ? 0 : max - min
      for (let count = 0; count < optional; count += 1) {
        entry = add({ kind: 'split', options: [write(inner, entry), next] })
      }
      for (let count = 0; count < min; count += 1) entry = write(inner, entry)
      return entry
    }
    const start = write(body, add({ kind: 'accept' }))
    return { program: programs.push({ steps, start }) - 1, start }
  }

  program(tree)
  return isWritten ? programs : undefined
}

function setOf({ set, property }: Chars): CodePointSet {
  return property === undefined ? set : pointsOf(property)
}
