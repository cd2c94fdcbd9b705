import { pointsOf, type CodePointSet } from './code-point-set.js'
import type { Chars, Look, PatternTree, Repeat } from './pattern-tree.js'

/** A step of a pattern that is tried step by step. `next` is an index of a step. */
export type TrialStep =
  | { readonly kind: 'accept' }
  | { readonly kind: 'char'; readonly set: CodePointSet; readonly next: number }
  /** One after the other; those of a loop are set once its body is there. */
  | { readonly kind: 'split'; options: readonly number[] }
  | { readonly kind: 'start' | 'end'; readonly next: number }
  | { readonly kind: 'boundary'; readonly isNegated: boolean; readonly next: number }
  | {
      readonly kind: 'look'
      /** Step of this program. */
      readonly body: number
      readonly isNegated: boolean
      readonly next: number
    }
  /** Notes the position. */
  | { readonly kind: 'note'; readonly slot: number; readonly next: number }
  /** Goes on only if the position is another one than the noted. */
  | { readonly kind: 'moved'; readonly slot: number; readonly next: number }
  /** Forgets the positions noted in slots from `from` to below `to`. */
  | { readonly kind: 'forget'; readonly from: number; readonly to: number; readonly next: number }
  /** The text between the positions noted in two slots again; nothing where they are not noted. */
  | { readonly kind: 'again'; readonly slot: number; readonly next: number }

export interface TrialProgram {
  readonly steps: readonly TrialStep[]
  readonly start: number
  /** Positions that it notes; none where nothing refers back. */
  readonly slots: number
}

const MOST_STEPS = 40_000

type Sequence = Extract<PatternTree, { readonly kind: 'sequence' }>

/**
 * The pattern as steps to be tried. Undefined for lookbehinds, for what repeats too much, and for
 * references back to groups that are not there or stand in a lookahead, whose first way in decides.
 */
export function trialProgram(tree: PatternTree): TrialProgram | undefined {
  const steps: TrialStep[] = []
  const refersBack = someTree(tree, ({ kind }) => kind === 'backreference')
  const groups = refersBack ? groupsOf(tree) : []
  let slots = refersBack ? 2 * (Math.max(0, ...groups) + 1) : 0
  let isWritten = true
  const give = (next: number): number => {
    isWritten = false
    return next
  }
  const add = (step: TrialStep): number => {
    isWritten &&= steps.length < MOST_STEPS
    return isWritten ? steps.push(step) - 1 : 0
  }

  function write(part: PatternTree, next: number): number {
    if (!isWritten) return next
    switch (part.kind) {
      case 'chars':
        return add({ kind: 'char', set: setOf(part), next })
      case 'sequence':
        return writeGroup(part, next)
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
        return writeLook(part, next)
      case 'backreference':
        return writeReference(part.group, next)
    }
  }

  function writeGroup({ parts, group }: Sequence, next: number): number {
    const isNoted = refersBack && group !== undefined
    const end = isNoted ? add({ kind: 'note', slot: 2 * group + 1, next }) : next
    const start = parts.reduceRight((after, one) => write(one, after), end)
    return isNoted ? add({ kind: 'note', slot: 2 * group, next: start }) : start
  }

  function writeLook({ body, isBehind, isNegated }: Look, next: number): number {
    if (isBehind || (refersBack && groupsOf(body).length > 0)) return give(next)
    return add({ kind: 'look', body: write(body, add({ kind: 'accept' })), isNegated, next })
  }

  function writeReference(group: number | undefined, next: number): number {
    if (group === undefined || !groups.includes(group)) return give(next)
    return add({ kind: 'again', slot: 2 * group, next })
  }

  function repeat({ body, min, max }: Repeat, next: number): number {
    const optional = max === Infinity ? 0 : max - min
    if (min + optional > MOST_STEPS) return give(next)
    const inner = refersBack ? groupsOf(body) : []
    const slot = slots
    if (refersBack) slots += 1
    /** A round; one that need not be must get on. */
    const round = (after: number, isNeeded: boolean): number => {
      const isNoted = refersBack && !isNeeded
      const end = isNoted ? add({ kind: 'moved', slot, next: after }) : after
      const start = write(body, end)
      const noted = isNoted ? add({ kind: 'note', slot, next: start }) : start
      if (inner.length === 0) return noted
      const [from, to] = [2 * Math.min(...inner), 2 * Math.max(...inner) + 2]
      return add({ kind: 'forget', from, to, next: noted })
    }
    let entry = next
    if (max === Infinity) {
      const loop: TrialStep & { readonly kind: 'split' } = { kind: 'split', options: [] }
      entry = add(loop)
      loop.options = [round(entry, false), next]
    }
    for (let count = 0; count < optional; count += 1) {
      entry = add({ kind: 'split', options: [round(entry, false), next] })
    }
    for (let count = 0; count < min; count += 1) entry = round(entry, true)
    return entry
  }

  const start = write(tree, add({ kind: 'accept' }))
  return isWritten ? { steps, start, slots } : undefined
}

function setOf({ set, property }: Chars): CodePointSet {
  return property === undefined ? set : pointsOf(property)
}

function partsOf(tree: PatternTree): readonly PatternTree[] {
  switch (tree.kind) {
    case 'sequence':
      return tree.parts
    case 'choice':
      return tree.options
    case 'repeat':
    case 'look':
      return [tree.body]
    case 'chars':
    case 'start':
    case 'end':
    case 'boundary':
    case 'backreference':
      return []
  }
}

function someTree(tree: PatternTree, is: (part: PatternTree) => boolean): boolean {
  return is(tree) || partsOf(tree).some((part) => someTree(part, is))
}

function groupsOf(tree: PatternTree): readonly number[] {
  const own = tree.kind === 'sequence' && tree.group !== undefined ? [tree.group] : []
  return [...own, ...partsOf(tree).flatMap(groupsOf)]
}
