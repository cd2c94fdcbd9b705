import { choice, literal, repeat, sequence, type Expression } from '../grammar.js'

const digit: Expression = { kind: 'chars', set: [[0x30, 0x39]] }
const nonZero: Expression = { kind: 'chars', set: [[0x31, 0x39]] }

/** Whole numbers from `min` to `max`, written in decimals without leading zeros. */
export function integerRange(min: number, max: number): Expression {
  const options: Expression[] = []
  if (min < 0) {
    const most = max < 0 ? -max : 1
    options.push(sequence([literal('-'), naturals(most, -min)]))
  }
  if (max >= 0) options.push(naturals(Math.max(min, 0), max))
  return choice(options)
}

/** From 0 up; Infinity is no limit. */
function naturals(min: number, max: number): Expression {
  if (max === Infinity) return naturalsFrom(min)
  const [low, high] = [String(min), String(max)]
  const options: Expression[] = []
  for (let length = low.length; length <= high.length; length += 1) {
    const from = length === low.length ? low : `1${'0'.repeat(length - 1)}`
    const to = length === high.length ? high : '9'.repeat(length)
    options.push(sameLength(from, to))
  }
  return choice(options)
}

function naturalsFrom(min: number): Expression {
  if (min === 0) return choice([literal('0'), sequence([nonZero, repeat(digit, 0, Infinity)])])
  const { length } = String(min)
  return choice([
    sameLength(String(min), '9'.repeat(length)),
    sequence([nonZero, repeat(digit, length, Infinity)]),
  ])
}

/** Numbers of as many digits as both ends have. */
function sameLength(from: string, to: string): Expression {
  if (from === to) return literal(from)
  const rest = from.length - 1
  if (rest === 0) return span(from, to)
  const [first, last] = [Number(from[0]), Number(to[0])]
  if (first === last) {
    return sequence([literal(from.slice(0, 1)), sameLength(from.slice(1), to.slice(1))])
  }
  const options: Expression[] = []
  const fromAll = /^0*$/u.test(from.slice(1))
  const toAll = /^9*$/u.test(to.slice(1))
  if (!fromAll) {
    options.push(sequence([literal(String(first)), sameLength(from.slice(1), '9'.repeat(rest))]))
  }
  const [low, high] = [fromAll ? first : first + 1, toAll ? last : last - 1]
  if (low <= high) {
    options.push(sequence([span(String(low), String(high)), repeat(digit, rest, rest)]))
  }
  if (!toAll) {
    options.push(sequence([literal(String(last)), sameLength('0'.repeat(rest), to.slice(1))]))
  }
  return choice(options)
}

function span(from: string, to: string): Expression {
  if (from === to) return literal(from)
  return { kind: 'chars', set: [[from.charCodeAt(0), to.charCodeAt(0)]] }
}
