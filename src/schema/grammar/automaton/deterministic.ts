import type { Expression, Grammar } from '../grammar.js'
import { buildAutomaton } from './build-automaton.js'
import type { CharClasses } from './char-classes.js'
import { DEAD, StateTable } from './state-table.js'

/** From each state, one state for each class of characters; begins at state 0. */
export interface Deterministic {
  readonly classes: CharClasses
  /** By state, then by class. */
  readonly next: readonly (readonly number[])[]
  /** By state: whether a text may end there. */
  readonly accepts: readonly boolean[]
}

/** More states are no terminal that an engine would take. */
const MOST_STATES = 1000

/**
 * The automaton of a grammar without recursion. `alphabet` as for `buildAutomaton`: automata that were made with
 * the same one can be combined. Undefined for too many states, and for rules that lead back to themselves.
 */
export function determinize(
  grammar: Grammar,
  alphabet: ReadonlyMap<string, Expression>,
): Deterministic | undefined {
  const automaton = buildAutomaton(grammar, alphabet)
  if (automaton.entries.length > 1) return undefined
  const table = new StateTable(automaton)
  const { classes } = automaton
  return explore(classes, {
    start: table.start,
    step: (state, charClass) => (state === DEAD ? DEAD : table.step(state, charClass)),
    accepts: (state) => state !== DEAD && table.state(state).accepts,
  })
}

/** The texts that none of the other holds. */
export function complementOf({ classes, next, accepts }: Deterministic): Deterministic {
  return { classes, next, accepts: accepts.map((isEnd) => !isEnd) }
}

/** The texts that all of them hold; undefined for too many states. */
export function intersectionOf(all: readonly Deterministic[]): Deterministic | undefined {
  const [first] = all
  if (first === undefined) return undefined
  const tuples: number[][] = []
  const numbers = new Map<string, number>()
  const numberOf = (tuple: number[]): number => {
    const key = tuple.join()
    const number = numbers.get(key) ?? tuples.push(tuple) - 1
    numbers.set(key, number)
    return number
  }
  return explore(first.classes, {
    start: numberOf(all.map(() => 0)),
    step: (state, charClass) =>
      numberOf(all.map(({ next }, at) => next[tuples[state]?.[at] ?? 0]?.[charClass] ?? 0)),
    accepts: (state) => all.every(({ accepts }, at) => accepts[tuples[state]?.[at] ?? 0] === true),
  })
}

interface Steps {
  readonly start: number
  step(state: number, charClass: number): number
  accepts(state: number): boolean
}

/** All states that are reached, numbered in the order they are. */
function explore(classes: CharClasses, { start, step, accepts }: Steps): Deterministic | undefined {
  const numbers = new Map([[start, 0]])
  const next: number[][] = []
  for (const [state] of numbers) {
    if (numbers.size > MOST_STATES) return undefined
    const row: number[] = []
    for (let charClass = 0; charClass < classes.count; charClass += 1) {
      const to = step(state, charClass)
      const number = numbers.get(to) ?? numbers.size
      numbers.set(to, number)
      row.push(number)
    }
    next.push(row)
  }
  return { classes, next, accepts: Array.from(numbers.keys(), accepts) }
}

/** The same texts with as few states as there can be: Moore 1956. */
export function minimize({ classes, next, accepts }: Deterministic): Deterministic {
  let groups = accepts.map(Number)
  for (let before = 0, count = new Set(groups).size; before !== count;) {
    before = count
    const numbers = new Map<string, number>()
    groups = next.map((row, state) => {
      const key = [groups[state], ...row.map((to) => groups[to])].join()
      const number = numbers.get(key) ?? numbers.size
      numbers.set(key, number)
      return number
    })
    count = numbers.size
  }
  // Groups are numbered as they come, so that the first state stays the first.
  const members = groups.map((group, state) => ({ group, state }))
  const firsts = members.filter(({ group, state }) => groups.indexOf(group) === state)
  return {
    classes,
    next: firsts.map(({ state }) => (next[state] ?? []).map((to) => groups[to] ?? 0)),
    accepts: firsts.map(({ state }) => accepts[state] === true),
  }
}
