import { union } from '../../validate/pattern/code-point-set.js'
import { choice, nothing, repeat, sequence, type Expression } from '../grammar.js'

export interface Edge {
  readonly body: Expression
  /** Parts of the body, written out. */
  readonly size: number
}

/** By state where they begin, and where they end. */
export type Edges = Map<number, Map<number, Edge>>

export function addEdge(edges: Edges, [from, to]: readonly [number, number], edge: Edge): Edge {
  const ways = edges.get(from) ?? new Map<number, Edge>()
  edges.set(from, ways)
  const before = ways.get(to)
  const joined = before === undefined ? edge : either(before, edge)
  ways.set(to, joined)
  return joined
}

/**
 * Takes states out, so that what led through them leads past them; those with fewest ways through them first.
 * False where an edge would have more parts than `most`: what is left then means nothing.
 */
export function takeOut(edges: Edges, states: ReadonlySet<number>, most: number): boolean {
  const left = new Set(states)
  while (left.size > 0) {
    const state = fewestWays(edges, left)
    left.delete(state)
    const largest = takeOutOne(edges, state)
    if (largest > most) return false
  }
  return true
}

function either(left: Edge, right: Edge): Edge {
  if (left.body.kind === 'chars' && right.body.kind === 'chars') {
    return { body: { kind: 'chars', set: union([left.body.set, right.body.set]) }, size: 1 }
  }
  const size = left.size + right.size + 1
  if (left.body === nothing) return { body: repeat(right.body, 0, 1), size }
  if (right.body === nothing) return { body: repeat(left.body, 0, 1), size }
  return { body: choice([left.body, right.body].flatMap(optionsOf)), size }
}

function optionsOf(body: Expression): readonly Expression[] {
  return body.kind === 'choice' ? body.options : [body]
}

function intoOf(edges: Edges, state: number): readonly (readonly [number, Edge])[] {
  return Array.from(edges).flatMap(([from, ways]) => {
    const edge = from === state ? undefined : ways.get(state)
    return edge === undefined ? [] : [[from, edge] as const]
  })
}

function fewestWays(edges: Edges, left: ReadonlySet<number>): number {
  let [best, least] = [-1, Infinity]
  for (const state of left) {
    const out = edges.get(state)
    const onward = (out?.size ?? 0) - (out?.has(state) === true ? 1 : 0)
    const ways = intoOf(edges, state).length * onward
    if (ways < least) [best, least] = [state, ways]
  }
  return best
}

/** The size of the largest edge that came of it. */
function takeOutOne(edges: Edges, state: number): number {
  const out = edges.get(state) ?? new Map<number, Edge>()
  const loop = out.get(state)
  const round: readonly Expression[] = loop === undefined ? [] : [repeat(loop.body, 0, Infinity)]
  let largest = 0
  for (const [from, into] of intoOf(edges, state)) {
    for (const [to, onward] of out) {
      if (to === state) continue
      const body = sequence([into.body, ...round, onward.body])
      const size = into.size + (loop?.size ?? 0) + onward.size + 1
      const joined = addEdge(edges, [from, to], { body: isEmpty(body) ? nothing : body, size })
      largest = Math.max(largest, joined.size)
    }
    edges.get(from)?.delete(state)
  }
  edges.delete(state)
  return largest
}

function isEmpty(body: Expression): boolean {
  return body.kind === 'sequence' && body.parts.length === 0
}
