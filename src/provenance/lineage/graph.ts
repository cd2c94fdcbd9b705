import { createHash } from 'node:crypto'
import { fromPlain } from '../../kernel/plain-json.js'
import { canonicalJson } from '../../kernel/write-json.js'

/** What came from what, in the terms of W3C PROV: https://www.w3.org/TR/prov-dm/. */
export interface LineageGraph {
  /** SHA-256 over the canonical JSON of nodes and edges; the same facts give the same. */
  readonly digest: string
  readonly nodes: readonly LineageNode[]
  readonly edges: readonly LineageEdge[]
}

export interface LineageNode {
  /** `sha256:` and the digest of the bytes, or of what is said of them. */
  readonly id: string
  readonly type: 'entity' | 'activity' | 'agent'
  readonly kind: NodeKind
  /** For people. */
  readonly label: string
  readonly facts: Readonly<Record<string, string | number>>
}

export type NodeKind =
  | 'adapter'
  | 'base-model'
  | 'training'
  | 'data'
  | 'export'
  | 'recipe'
  | 'source'
  | 'rejects'
  | 'person'
  | 'software'

export interface LineageEdge {
  readonly from: string
  readonly relation:
    | 'used'
    | 'wasGeneratedBy'
    | 'wasDerivedFrom'
    | 'wasAttributedTo'
    | 'wasAssociatedWith'
  readonly to: string
}

/** Order of the parts decides nothing. */
export function lineageGraph(
  nodes: readonly LineageNode[],
  edges: readonly LineageEdge[],
): LineageGraph {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const sorted = {
    nodes: [...byId.values()].toSorted((left, right) => compare(left.id, right.id)),
    edges: edges.toSorted((left, right) => compare(keyOf(left), keyOf(right))),
  }
  return { digest: digestOf(sorted), ...sorted }
}

/** SHA-256 of a document in hex, however its members are ordered. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(canonicalJson(fromPlain(value)))
    .digest('hex')
}

function keyOf({ from, relation, to }: LineageEdge): string {
  return `${from} ${relation} ${to}`
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}
