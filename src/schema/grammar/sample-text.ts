import type { CodePointSet } from '../validate/pattern/code-point-set.js'
import {
  nothing,
  partsOf,
  type Expression,
  type Grammar,
  type Repeat,
  type Token,
} from './grammar.js'

export interface SampleOptions {
  /** From 0 up to, not including, 1. */
  readonly random: () => number
  /** Rules within each other from which on the shortest way out is taken. @default 12 */
  readonly depth?: number
}

/** Rounds of an open repetition beyond those it demands. */
const MORE_ROUNDS = 3

/** Expressions gone through for one text before the shortest way out is taken. */
const MAX_PICKS = 400

/** Longer texts are given up. */
const MOST_PICKS = 100_000

/**
 * Texts of the grammar, at random; undefined where no text matches, or none that is not huge. Tokens
 * without a text count as empty.
 */
export function createSampler(
  grammar: Grammar,
  { random, depth = 12 }: SampleOptions,
): () => string | undefined {
  const heights = ruleHeights(grammar)
  const heightOf = (expression: Expression): number => height(expression, heights)

  let picks = 0
  function pick(expression: Expression, allowed: number): string {
    picks += 1
    if (picks > MOST_PICKS) return ''
    const left = picks > MAX_PICKS ? 0 : allowed
    switch (expression.kind) {
      case 'text':
        return expression.text
      case 'token':
        return tokenText(expression)
      case 'chars':
        return String.fromCodePoint(pointFrom(expression.set, random))
      case 'rule':
        return pick(grammar.rules.get(expression.name) ?? nothing, left - 1)
      case 'sequence':
        return expression.parts.map((part) => pick(part, left)).join('')
      case 'choice':
        return pick(optionFrom(expression.options, left), left)
      case 'repeat':
        return Array.from({ length: roundsOf(expression, left) }, () =>
          pick(expression.body, left),
        ).join('')
    }
  }

  function roundsOf({ body, min, max }: Repeat, left: number): number {
    if (left < heightOf(body)) return min
    const most = Math.min(max, min + MORE_ROUNDS)
    return min + Math.floor(random() * (most - min + 1))
  }

  function optionFrom(options: readonly Expression[], left: number): Expression {
    const possible = options.filter((option) => heightOf(option) <= Math.max(left, 0))
    const lowest = Math.min(...options.map(heightOf))
    const allowed =
      possible.length > 0 ? possible : options.filter((option) => heightOf(option) === lowest)
    return allowed[Math.floor(random() * allowed.length)] ?? nothing
  }

  const start: Expression = { kind: 'rule', name: grammar.start }
  return () => {
    picks = 0
    const text = heightOf(start) === Infinity ? undefined : pick(start, depth)
    return picks > MOST_PICKS ? undefined : text
  }
}

function tokenText({ text = '', isNegated }: Token): string {
  return isNegated ? '' : text
}

/** By rule: how many rules its flattest text needs within each other. */
function ruleHeights({ rules }: Grammar): ReadonlyMap<string, number> {
  const heights = new Map<string, number>()
  for (let isChanged = true; isChanged;) {
    isChanged = false
    for (const [name, body] of rules) {
      const now = height(body, heights)
      if (now >= (heights.get(name) ?? Infinity)) continue
      heights.set(name, now)
      isChanged = true
    }
  }
  return heights
}

function height(expression: Expression, heights: ReadonlyMap<string, number>): number {
  switch (expression.kind) {
    case 'text':
    case 'token':
      return 0
    case 'chars':
      return expression.set.length === 0 ? Infinity : 0
    case 'rule':
      return 1 + (heights.get(expression.name) ?? Infinity)
    case 'sequence':
      return Math.max(0, ...partsOf(expression).map((part) => height(part, heights)))
    case 'choice':
      return Math.min(...partsOf(expression).map((part) => height(part, heights)))
    case 'repeat':
      return expression.min === 0 ? 0 : height(expression.body, heights)
  }
}

/** The ranges that people write stand first: they are chosen more often than their size says. */
function pointFrom(set: CodePointSet, random: () => number): number {
  const ranges = random() < 0.8 ? set.filter(([from]) => from < 0x80) : set
  const chosen = ranges.length === 0 ? set : ranges
  const [from, to] = chosen[Math.floor(random() * chosen.length)] ?? [0x61, 0x61]
  const last = random() < 0.8 && from < 0x7f ? Math.min(to, 0x7e) : to
  const first = from < 0x20 && last >= 0x20 && random() < 0.9 ? 0x20 : from
  return first + Math.floor(random() * (last - first + 1))
}
