import type { CodePointSet } from '../../validate/pattern/code-point-set.js'
import { contains, scalarsExcept } from '../scalar-set.js'

export interface ClassOptions {
  readonly escape: (point: number) => string
  /** Whether a set that goes up to the last character is written as what it leaves out. */
  readonly negates: boolean
}

/** A class in brackets. */
export function charClass(set: CodePointSet, { escape, negates }: ClassOptions): string {
  const isNegated = negates && contains(set, 0x10_ff_ff)
  const ranges = isNegated ? scalarsExcept(set) : set
  // A dash between two others would make a range of them.
  const dash = ranges.some(([from, to]) => from === 0x2d && to === 0x2d) ? '-' : ''
  const written = ranges
    .filter(([from, to]) => from !== 0x2d || to !== 0x2d)
    .map(([from, to]) => {
      if (from === to) return escape(from)
      return to === from + 1 ? escape(from) + escape(to) : `${escape(from)}-${escape(to)}`
    })
  return `[${isNegated ? '^' : ''}${written.join('')}${dash}]`
}
