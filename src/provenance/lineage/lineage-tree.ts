import type { LineageGraph, LineageNode } from './graph.js'

/** A node and what it was made from. */
export interface LineageBranch {
  readonly node: LineageNode
  /** Nearest first in the order adapter, base, parent, data, recipe, source. */
  readonly from: readonly LineageBranch[]
}

const order: readonly LineageNode['kind'][] = [
  'adapter',
  'base-model',
  'data',
  'recipe',
  'source',
  'rejects',
]

/** What it is derived from, step by step: an adapter, its base and data, the sources of that. */
export function lineageTree(graph: LineageGraph, root: LineageNode): LineageBranch {
  return branch(graph, root, new Set())
}

/** What nothing else is made from. */
export function rootsOf({ nodes, edges }: LineageGraph): readonly LineageNode[] {
  const ends = new Set(
    edges.filter(({ relation }) => relation === 'wasDerivedFrom').map(({ to }) => to),
  )
  return nodes.filter(({ id, kind }) => (kind === 'adapter' || kind === 'data') && !ends.has(id))
}

function branch(graph: LineageGraph, node: LineageNode, above: ReadonlySet<string>): LineageBranch {
  const through = new Set([...above, node.id])
  const from = graph.edges
    .filter((edge) => edge.from === node.id && edge.relation === 'wasDerivedFrom')
    .flatMap(({ to }) => graph.nodes.filter(({ id }) => id === to))
    .filter(({ id }) => !through.has(id))
    .toSorted((left, right) => rank(left) - rank(right) || (left.label < right.label ? -1 : 1))
  return { node, from: from.map((each) => branch(graph, each, through)) }
}

function rank({ kind }: LineageNode): number {
  return order.indexOf(kind)
}
