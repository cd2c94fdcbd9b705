import type { CodePointSet } from '../../validate/pattern/code-point-set.js'
import { contains, scalarsExcept } from '../scalar-set.js'

/** A class in brackets, negated where the set goes up to the last character. */
export function charClass(set: CodePointSet, escape: (point: number) => string): string {
  const isNegated = contains(set, 0x10_ff_ff) && set.length > 0
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
