import { union, type CodePointSet } from '../validate/pattern/code-point-set.js'
import { charClass } from './print/char-class.js'
import { isAnyScalar, scalars } from './scalar-set.js'

/** Ranges shown of what was expected. */
const SHOWN_RANGES = 8

/** For people: `"a"`, `[0-9]`, or nothing for an empty set. */
export function describeSet(sets: readonly CodePointSet[]): string {
  const set = scalars(union(sets))
  if (isAnyScalar(set)) return 'any character'
  const [range] = set
  if (range === undefined) return ''
  if (set.length === 1 && range[0] === range[1])
    return JSON.stringify(String.fromCodePoint(range[0]))
  const shown = charClass(set.slice(0, SHOWN_RANGES), options)
  if (set.length <= SHOWN_RANGES) return shown
  const whole = charClass(set, options)
  return whole.startsWith('[^') && whole.length < 60 ? whole : `${shown.slice(0, -1)}…]`
}

const options = { escape: shownPoint, negates: true }

function shownPoint(point: number): string {
  const character = String.fromCodePoint(point)
  if (/[\\\]^[-]/u.test(character)) return `\\${character}`
  if (/[\p{L}\p{N}\p{P}\p{S} ]/u.test(character)) return character
  return point < 0x20 ? JSON.stringify(character).slice(1, -1) : `\\u{${point.toString(16)}}`
}
