import { choice, nothing, reference, repeat, sequence, type Expression } from '../grammar.js'
import { scalars } from '../scalar-set.js'
import type { Deterministic } from './deterministic.js'
import { addEdge, takeOut, type Edge, type Edges } from './take-out-states.js'

/** Written out, larger ones are refused by engines. */
const MOST_PARTS = 20_000
/** Taking them out takes time by their third power. */
const MOST_IN_CIRCLE = 200

/**
 * The texts of an automaton as rules that never lead back to themselves, the first under `name`: states that
 * lead back to each other become an expression, as they are taken out one by one (Brzozowski and McCluskey
 * 1963), and what comes behind them a rule of its own. Undefined where that would be too large.
 */
export function rulesOf(
  automaton: Deterministic,
  name: string,
): ReadonlyMap<string, Expression> | undefined {
  const useful = usefulStates(automaton)
  if (!useful.has(0)) return new Map([[name, { kind: 'chars', set: [] }]])
  const edges = edgesAmong(automaton, useful)
  const circles = circlesOf(edges, useful)
  const ruleOf = (state: number): string => (state === 0 ? name : `${name} ${state}`)
  const rules = new Map<string, Expression>()
  const entries = new Set([0])
  let parts = 0
  for (const entry of entries) {
    const circle = circles.get(entry) ?? new Set([entry])
    const ways = circle.size > MOST_IN_CIRCLE ? undefined : waysOutOf(circle, entry, edges)
    if (ways === undefined) return undefined
    for (const { size } of ways.values()) parts += size
    if (parts > MOST_PARTS) return undefined
    const options = Array.from(ways, ([to, { body }]): Expression => {
      if (to === END) return body
      entries.add(to)
      return sequence([body, reference(ruleOf(to))])
    })
    rules.set(ruleOf(entry), oneOf(options))
  }
  return rules
}

/** Stands for the end of the text. */
const END = -1
/** Stands for where a circle is entered. */
const BEGIN = -2

/** Those from which a text can still end. */
function usefulStates({ next, accepts }: Deterministic): ReadonlySet<number> {
  const into = next.map((): number[] => [])
  for (const [state, row] of next.entries()) for (const to of row) into[to]?.push(state)
  const useful = new Set(accepts.flatMap((isEnd, state) => (isEnd ? [state] : [])))
  for (const state of useful) for (const from of into[state] ?? []) useful.add(from)
  return useful
}

function edgesAmong({ classes, next, accepts }: Deterministic, useful: ReadonlySet<number>): Edges {
  const edges: Edges = new Map()
  for (const state of useful) {
    if (accepts[state] === true) addEdge(edges, [state, END], { body: nothing, size: 0 })
    for (const [charClass, to] of (next[state] ?? []).entries()) {
      const set = useful.has(to) ? scalars(classes.setOf(charClass)) : []
      if (set.length > 0) addEdge(edges, [state, to], { body: { kind: 'chars', set }, size: 1 })
    }
  }
  return edges
}

/** For each state, those that it leads to and that lead back to it; itself among them. */
function circlesOf(
  edges: Edges,
  states: ReadonlySet<number>,
): ReadonlyMap<number, ReadonlySet<number>> {
  const reached = new Map(Array.from(states, (state) => [state, reachableFrom(edges, state)]))
  return new Map(
    Array.from(reached, ([state, there]) => [
      state,
      new Set([...there].filter((other) => reached.get(other)?.has(state))),
    ]),
  )
}

function reachableFrom(edges: Edges, start: number): ReadonlySet<number> {
  const reached = new Set([start])
  for (const state of reached) {
    for (const to of edges.get(state)?.keys() ?? []) if (to !== END) reached.add(to)
  }
  return reached
}

function oneOf(options: readonly Expression[]): Expression {
  const some = options.filter((option) => option !== nothing)
  return some.length === options.length ? choice(some) : repeat(choice(some), 0, 1)
}

/** By where they lead to, outside of the circle: all ways through it; undefined where that is too large. */
function waysOutOf(
  circle: ReadonlySet<number>,
  entry: number,
  edges: Edges,
): ReadonlyMap<number, Edge> | undefined {
  const own: Edges = new Map(
    Array.from(circle, (state) => [state, new Map(edges.get(state) ?? [])]),
  )
  addEdge(own, [BEGIN, entry], { body: nothing, size: 0 })
  if (!takeOut(own, circle, MOST_PARTS)) return undefined
  return own.get(BEGIN) ?? new Map<number, Edge>()
}
