import type { CodePointSet } from '../validate/pattern/code-point-set.js'
import { nothing, reference, type Expression, type Grammar } from './grammar.js'
import { contains } from './scalar-set.js'
import { createSampler } from './sample-text.js'
import { tidyGrammar } from './tidy-grammar.js'

/** A text that the grammar reads in two ways. */
export interface Ambiguity {
  readonly text: string
}

/** Texts that are tried; longer ones are left out, as the time grows with their third power. */
const TRIED = 200
const LONGEST = 24

/**
 * Looks for a short text with two readings among texts of the grammar. To find none proves nothing:
 * whether a grammar is ambiguous cannot be decided.
 */
export function findAmbiguity(grammar: Grammar): Ambiguity | undefined {
  const tidy = tidyGrammar(grammar)
  const tried = new Set<string>()
  for (const depth of [3, 5, 8]) {
    const sample = createSampler(tidy, { random: steadyRandom(), depth })
    for (let count = 0; count < TRIED; count += 1) {
      const text = sample()
      if (text === undefined) return undefined
      if (text.length > LONGEST || tried.has(text)) continue
      tried.add(text)
      if (
        readings(
          tidy,
          Array.from(text, (character) => character.codePointAt(0) ?? 0),
        ) > 1
      ) {
        return { text }
      }
    }
  }
  return undefined
}

/** The same numbers in every run. */
function steadyRandom(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff
    return state / 0x80_00_00_00
  }
}

/** How many ways there are to read the text, up to 2. */
function readings(grammar: Grammar, points: readonly number[]): number {
  const known = new Map<Expression, Map<number, number>>()
  const open = new Set<string>()

  function count(expression: Expression, from: number, to: number): number {
    const spans = known.get(expression) ?? new Map<number, number>()
    known.set(expression, spans)
    const key = from * 1000 + to
    const found = spans.get(key) ?? Math.min(2, countAfresh(expression, from, to))
    if (open.size === 0 || expression.kind !== 'rule') spans.set(key, found)
    return found
  }

  function countAfresh(expression: Expression, from: number, to: number): number {
    switch (expression.kind) {
      case 'text':
      case 'token':
        return countText(points.slice(from, to), expression.text)
      case 'chars':
        return countPoint(points.slice(from, to), expression.set)
      case 'rule':
        return ofRule(expression.name, from, to)
      case 'choice':
        return sum(expression.options, (option) => count(option, from, to))
      case 'sequence':
        return inTurn(expression.parts, from, to)
      case 'repeat':
        return rounds(expression, from, to)
    }
  }

  function ofRule(name: string, from: number, to: number): number {
    const call = `${name} ${from} ${to}`
    if (open.has(call)) return 0
    open.add(call)
    const found = count(grammar.rules.get(name) ?? nothing, from, to)
    open.delete(call)
    return found
  }

  function inTurn(parts: readonly Expression[], from: number, to: number): number {
    const [first, ...rest] = parts
    if (first === undefined) return from === to ? 1 : 0
    if (rest.length === 0) return count(first, from, to)
    let found = 0
    for (let middle = from; middle <= to && found < 2; middle += 1) {
      const left = count(first, from, middle)
      if (left > 0) found += left * inTurn(rest, middle, to)
    }
    return found
  }

  /** Rounds beyond those demanded are not empty, as they could go on for ever. */
  function rounds(
    { body, min, max }: Extract<Expression, { kind: 'repeat' }>,
    from: number,
    to: number,
  ): number {
    if (from === to) return min === 0 || count(body, from, to) > 0 ? 1 : 0
    if (max === 0) return 0
    let found = 0
    for (let middle = from + 1; middle <= to && found < 2; middle += 1) {
      const left = count(body, from, middle)
      if (left === 0) continue
      found +=
        left * rounds({ kind: 'repeat', body, min: Math.max(min - 1, 0), max: max - 1 }, middle, to)
    }
    return found
  }

  return count(reference(grammar.start), 0, points.length)
}

function countText(points: readonly number[], text = ''): number {
  return String.fromCodePoint(...points) === text ? 1 : 0
}

function countPoint([point = -1, ...rest]: readonly number[], set: CodePointSet): number {
  return rest.length === 0 && contains(set, point) ? 1 : 0
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  let total = 0
  for (const item of items) {
    total += count(item)
    if (total > 1) return total
  }
  return total
}
