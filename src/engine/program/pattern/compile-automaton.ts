import { isRegex } from '../../../schema/validate/pattern/compile-pattern.js'
import { parsePattern } from '../../../schema/validate/pattern/parse-pattern.js'
import {
  AUTOMATON_BYTES,
  AUTOMATON_CLASSES,
  AUTOMATON_ENDS,
  FAILED,
  MATCHED,
} from '../../program-layout.js'
import { Undecidable } from '../undecidable.js'
import { patternGraph, type PatternGraph } from './pattern-graph.js'

const MAX_STATES = 250

/**
 * A deterministic automaton that tells whether a pattern matches somewhere in a text of UTF-8: the
 * class of each byte, whether the text may end in each state, then a row of next states for each.
 * @throws Undecidable when there is none of a bearable size.
 */
export function compileAutomaton(source: string): Uint8Array {
  const tree = isRegex(source) ? parsePattern(source) : undefined
  if (tree === undefined) throw new Undecidable('a pattern that is not read')
  const graph = patternGraph(tree)
  const classes = classesOf(graph)
  const { rows, ends } = statesOf(graph, classes)
  const classCount = classes.starts.length
  const bytes = new Uint8Array(AUTOMATON_BYTES + rows.length * classCount)
  bytes.set(classes.ofByte, AUTOMATON_CLASSES)
  bytes.set(ends, AUTOMATON_ENDS)
  bytes[0] = classCount
  for (const [state, row] of rows.entries()) bytes.set(row, AUTOMATON_BYTES + state * classCount)
  return bytes
}

interface Classes {
  readonly ofByte: Uint8Array
  /** A byte of each class. */
  readonly starts: readonly number[]
}

/** Bytes that no range tells apart are of one class. */
function classesOf({ nodes }: PatternGraph): Classes {
  const limits = new Set([0])
  for (const { bytes } of nodes) {
    for (const [from, to] of bytes) {
      limits.add(from)
      if (to < 0xff) limits.add(to + 1)
    }
  }
  const starts = [...limits].toSorted((left, right) => left - right)
  const ofByte = new Uint8Array(256)
  for (const [index, start] of starts.entries()) ofByte.fill(index, start)
  return { ofByte, starts }
}

/** Sets of nodes, numbered; `FAILED` and `MATCHED` are never left again. */
function statesOf(graph: PatternGraph, { starts }: Classes) {
  const { nodes, start, end } = graph
  const numbers = new Map<string, number>([
    ['failed', FAILED],
    ['matched', MATCHED],
  ])
  const sets: (readonly number[])[] = [[], []]
  const rows: number[][] = [starts.map(() => FAILED), starts.map(() => MATCHED)]
  const ends: number[] = [0, 1]
  const live = liveNodes(graph)
  // A match may begin anywhere.
  const again = closure(graph, [start], { isStart: false, isEnd: false })

  function stateOf(set: readonly number[], isStart: boolean): number {
    if (set.includes(end)) return MATCHED
    if (set.length === 0) return FAILED
    const name = `${isStart}:${set.join()}`
    const known = numbers.get(name)
    if (known !== undefined) return known
    const number = sets.push(set) - 1
    if (number >= MAX_STATES) throw new Undecidable('a pattern that is too large')
    numbers.set(name, number)
    ends.push(closure(graph, set, { isStart, isEnd: true }).includes(end) ? 1 : 0)
    return number
  }

  const first = stateOf(closure(graph, [start], { isStart: true, isEnd: false }), true)
  for (let state = 2; state < sets.length; state += 1) {
    rows[state] = starts.map((byte) => {
      const next = (sets[state] ?? []).flatMap((node) =>
        (nodes[node]?.bytes ?? []).flatMap(([from, to, target]) =>
          byte >= from && byte <= to ? [target] : [],
        ),
      )
      const set = closure(graph, next, { isStart: false, isEnd: false })
      return stateOf(sorted([...set, ...again].filter((node) => live.has(node))), false)
    })
  }
  // The kernel begins in the state behind the two others, whatever that is.
  if (first === 2) return { rows, ends }
  const isMatched = first === MATCHED
  return { rows: [...rows, starts.map(() => first)], ends: [...ends, isMatched ? 1 : 0] }
}

interface Position {
  readonly isStart: boolean
  readonly isEnd: boolean
}

/** All nodes that are reached without a byte, in order. */
function closure(
  { nodes }: PatternGraph,
  from: readonly number[],
  { isStart, isEnd }: Position,
): readonly number[] {
  const reached = new Set(from)
  for (const node of reached) {
    for (const { to, only } of nodes[node]?.moves ?? []) {
      const isOpen = only === undefined || (only === 'at-start' ? isStart : isEnd)
      if (isOpen) reached.add(to)
    }
  }
  return sorted([...reached])
}

/** Nodes from which a match can still be reached, behind the start of the text. */
function liveNodes({ nodes, end }: PatternGraph): ReadonlySet<number> {
  const live = new Set([end])
  for (let before = 0; before < live.size;) {
    before = live.size
    for (const [node, { bytes, moves }] of nodes.entries()) {
      const isLive =
        bytes.some(([, , to]) => live.has(to)) ||
        moves.some(({ to, only }) => only !== 'at-start' && live.has(to))
      if (isLive) live.add(node)
    }
  }
  return live
}

function sorted(nodes: readonly number[]): readonly number[] {
  return [...new Set(nodes)].toSorted((left, right) => left - right)
}
