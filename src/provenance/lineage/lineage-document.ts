import { z } from 'zod'
import { readPlainText } from '../../disk/plain-file.js'
import { LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'
import { systemSeen } from '../../kernel/system-failure.js'
import { lineageGraph, type LineageGraph } from './graph.js'

/** `lineage.json`, and what `loradex lineage show --json` prints. */
export interface LineageDocument extends LineageGraph {
  readonly format_version: 1
}

export const LINEAGE = 'lineage.json'

const id = z.string().regex(/^sha256:[\da-f]{64}$/u)

export const lineageDocument: z.ZodType<LineageDocument> = z.strictObject({
  format_version: z.literal(1).describe('Grows when a key changes its meaning.'),
  digest: z.string().describe('SHA-256 over the canonical JSON of nodes and edges.'),
  nodes: z.array(
    z.strictObject({
      id: id.describe('SHA-256 of the bytes, or of what is said of it.'),
      type: z.enum(['entity', 'activity', 'agent']).describe('As in W3C PROV.'),
      kind: z.enum([
        'adapter',
        'base-model',
        'training',
        'data',
        'export',
        'recipe',
        'source',
        'rejects',
        'person',
        'software',
      ]),
      label: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  edges: z.array(
    z.strictObject({
      from: id,
      relation: z.enum([
        'used',
        'wasGeneratedBy',
        'wasDerivedFrom',
        'wasAttributedTo',
        'wasAssociatedWith',
      ]),
      to: id,
    }),
  ),
})

export function writeLineage({ digest, nodes, edges }: LineageGraph): string {
  return `${JSON.stringify({ format_version: 1, digest, nodes, edges }, undefined, 2)}\n`
}

/**
 * A graph as it was written, with the digest that it must have.
 * @throws `lineage.unreadable`
 */
export async function readLineage(path: string, shown: string = path): Promise<LineageGraph> {
  const text = await readPlainText(path).catch((cause: unknown) => {
    throw unreadable(shown, systemSeen(cause), cause)
  })
  const read = lineageDocument.safeParse(parse(text))
  if (!read.success) throw unreadable(shown, 'something else')
  const graph = lineageGraph(read.data.nodes, read.data.edges)
  if (graph.digest !== read.data.digest) throw unreadable(shown, 'one that has changed')
  return graph
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unreadable(shown: string, seen: string, cause?: unknown): LoradexError {
  return new LoradexError('lineage.unreadable', {
    message: `${shortPath(shown)}: expected the lineage of a release, saw ${seen}`,
    details: { path: shown },
    hint: 'Name the folder of a release, or of an adapter together with --export.',
    cause,
  })
}
