import { formatCount } from '../../ui/format-number.js'
import type { LineageNode } from './graph.js'
import type { LineageBranch } from './lineage-tree.js'

const names: Readonly<Record<LineageNode['kind'], string>> = {
  adapter: 'adapter',
  'base-model': 'base',
  training: 'training',
  data: 'data',
  export: 'export',
  recipe: 'recipe',
  source: 'source',
  rejects: 'rejects',
  person: 'by',
  software: 'by',
}

export function kindName({ kind }: LineageNode): string {
  return names[kind]
}

/** One line for each thing, further in for what it was made from. */
export function* lineageLines({ node, from }: LineageBranch, depth = 0): Generator<string> {
  const { label, id } = node
  yield `${'  '.repeat(depth)}${kindName(node)} ${label}${factsText(node)}  ${id.slice(0, 19)}…`
  for (const each of from) yield* lineageLines(each, depth + 1)
}

/** The figures that matter to people. */
export function factsText({ kind, facts }: LineageNode): string {
  const { samples, records } = facts
  if (kind === 'data' && typeof samples === 'number') return `, ${formatCount(samples)} samples`
  if (kind === 'source' && typeof records === 'number') return `, ${formatCount(records)} records`
  return ''
}
