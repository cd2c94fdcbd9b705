import type { Chars, PatternTree, Repeat } from '../../../schema/validate/pattern/pattern-tree.js'
import { Undecidable } from '../undecidable.js'
import { utf8Ranges } from './utf8-ranges.js'

/** A nondeterministic automaton over the bytes of UTF-8 (Thompson 1968). */
export interface PatternGraph {
  readonly nodes: readonly GraphNode[]
  readonly start: number
  /** Node of a match. */
  readonly end: number
}

interface GraphNode {
  /** Nodes reached by a byte of a range. */
  readonly bytes: [from: number, to: number, node: number][]
  /** Nodes reached at once; some only where the text begins or ends. */
  readonly moves: { readonly to: number; readonly only?: 'at-start' | 'at-end' }[]
}

const MAX_NODES = 2000

/** @throws Undecidable for what no automaton of a bearable size can do. */
export function patternGraph(tree: PatternTree): PatternGraph {
  const nodes: GraphNode[] = []

  function node(): number {
    if (nodes.length === MAX_NODES) throw new Undecidable('a pattern that is too large')
    return nodes.push({ bytes: [], moves: [] }) - 1
  }

  function move(from: number, to: number, only?: 'at-start' | 'at-end'): void {
    nodes[from]?.moves.push(only ? { to, only } : { to })
  }

  /** Adds what leads through the tree; gives where it comes out. */
  function add(part: PatternTree, from: number): number {
    switch (part.kind) {
      case 'chars':
        return addChars(part, from)
      case 'sequence':
        return part.parts.reduce((at, inner) => add(inner, at), from)
      case 'choice':
        return addChoice(part.options, from)
      case 'repeat':
        return addRepeat(part, from)
      case 'start':
      case 'end': {
        const to = node()
        move(from, to, part.kind === 'start' ? 'at-start' : 'at-end')
        return to
      }
      case 'boundary':
      case 'look':
      case 'backreference':
        throw new Undecidable(`a pattern with a ${part.kind}`)
    }
  }

  function addChoice(options: readonly PatternTree[], from: number): number {
    const to = node()
    for (const option of options) {
      const start = node()
      move(from, start)
      move(add(option, start), to)
    }
    return to
  }

  function addChars({ set, property }: Chars, from: number): number {
    if (property !== undefined) throw new Undecidable('a pattern with a Unicode property')
    const to = node()
    for (const ranges of utf8Ranges(set)) {
      let at = from
      for (const [index, [first, last]] of ranges.entries()) {
        const next = index === ranges.length - 1 ? to : node()
        nodes[at]?.bytes.push([first, last, next])
        at = next
      }
    }
    return to
  }

  function addRepeat({ body, min, max }: Repeat, from: number): number {
    let at = from
    for (let round = 0; round < min; round += 1) at = add(body, at)
    if (max === Infinity) {
      const loop = node()
      move(at, loop)
      move(add(body, loop), loop)
      return loop
    }
    const to = node()
    move(at, to)
    for (let round = min; round < max; round += 1) {
      at = add(body, at)
      move(at, to)
    }
    return to
  }

  const start = node()
  return { end: add(tree, start), start, nodes }
}
