import { LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'
import { adapterNode, dataNode } from './build-lineage.js'
import type { AdapterFacts, DataFacts } from './facts.js'
import type { LineageGraph, LineageNode } from './graph.js'

export interface LineageFacts {
  /** The file that holds the graph. */
  readonly shown: string
  /** Beside the graph. */
  readonly adapter?: AdapterFacts
  readonly data?: DataFacts
  /** As the user named the export. */
  readonly shownExport?: string
}

/**
 * Holds a graph that was written against the bytes that it is said to be of.
 * @throws `lineage.outdated`
 */
export function checkLineage(
  { nodes }: LineageGraph,
  { shown, adapter, data, shownExport = '' }: LineageFacts,
): void {
  const holds = ({ id }: LineageNode): boolean => nodes.some((node) => node.id === id)
  if (adapter && !holds(adapterNode(adapter))) {
    throw outdated(shown, 'the weights and configuration beside it', 'that of others')
  }
  if (data && !holds(dataNode(data))) {
    const isOfData = nodes.some(({ kind }) => kind === 'data')
    throw outdated(
      shown,
      `the export ${shownExport}`,
      isOfData ? 'that of another' : 'none of data',
    )
  }
}

function outdated(shown: string, of: string, seen: string): LoradexError {
  return new LoradexError('lineage.outdated', {
    message: `${shortPath(shown)}: expected the lineage of ${shortPath(of)}, saw ${seen}`,
    details: { path: shown },
    hint: 'Run `loradex release` again, or remove lineage.json to go by what is there.',
  })
}
