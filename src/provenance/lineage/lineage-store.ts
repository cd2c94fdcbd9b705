import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diskFailure } from '../../kernel/disk-failure.js'
import { openIndex } from '../records/record-index.js'
import type { RecordFate } from '../records/index-layout.js'
import type { LineageGraph, LineageNode } from './graph.js'
import { readLineage, writeLineage } from './lineage-document.js'

/**
 * A folder of graphs and indexes of records, each named by what it holds: adding one twice changes
 * nothing, and two stores are merged by copying.
 */
export interface LineageStore {
  add(graph: LineageGraph): Promise<void>
  addRecords(manifestSha256: string, index: Uint8Array): Promise<void>
  /** Where the record was, in all exports that were added. */
  find(hash: Buffer): Promise<readonly Sighting[]>
}

/** A record in the source of an export. */
export interface Sighting {
  readonly data: LineageNode | undefined
  readonly manifestSha256: string
  readonly fate: RecordFate
  /** Other records that were dropped as duplicates of it, or of the one that was kept for it. */
  readonly copies: readonly RecordFate[]
  /** Adapters that were trained on the record itself, or on one that it is a duplicate of. */
  readonly adapters: readonly LineageNode[]
  /** Those that were trained on other samples of the export, as this one is in a split that is held out. */
  readonly heldOutFrom: readonly LineageNode[]
}

export function lineageStore(folder: string): LineageStore {
  const [graphs, records] = [join(folder, 'graphs'), join(folder, 'records')]
  return {
    add: (graph) => put(graphs, `${graph.digest}.json`, Buffer.from(writeLineage(graph))),
    addRecords: (manifestSha256, index) => put(records, `${manifestSha256}.idx`, index),
    async find(hash) {
      const all: LineageGraph[] = []
      for (const name of await namesIn(graphs)) all.push(await readLineage(join(graphs, name)))
      const sightings: Sighting[] = []
      for (const name of await namesIn(records)) {
        const index = await openIndex(join(records, name))
        try {
          const { manifest_sha256: manifestSha256 } = index.header
          const id = `sha256:${manifestSha256}`
          const data = all.flatMap(({ nodes }) => nodes).find((node) => node.id === id)
          for (const fate of await index.find(hash)) {
            const everyCopy = await index.copiesOf(fate.kept ?? fate)
            const copies = everyCopy.filter((copy) => !isSamePlace(copy, fate))
            const isIn = fate.outcome === 'emitted' || fate.kept !== undefined
            const those = isIn ? trainedOn(id, all) : []
            const isHeldOut = isIn && isHeldOutIn(index.header.splits, fate)
            const [adapters, heldOutFrom] = isHeldOut ? [[], those] : [those, []]
            sightings.push({ data, manifestSha256, fate, copies, adapters, heldOutFrom })
          }
        } finally {
          await index.close()
        }
      }
      return sightings
    },
  }
}

/** The split that is trained on, as recipes and loaders call it. */
const TRAIN = 'train'

function isHeldOutIn(splits: readonly string[] = [], { split }: RecordFate): boolean {
  return split !== undefined && split !== TRAIN && splits.includes(TRAIN)
}

/** Those that were trained on it, and those whose training went on from these. */
function trainedOn(id: string, graphs: readonly LineageGraph[]): readonly LineageNode[] {
  const found = new Map<string, LineageNode>()
  const ids = new Set([id])
  for (let before = -1; before < found.size;) {
    before = found.size
    for (const { nodes, edges } of graphs) {
      for (const { from, relation, to } of edges) {
        if (relation !== 'wasDerivedFrom' || !ids.has(to)) continue
        const adapter = nodes.find((node) => node.id === from && node.kind === 'adapter')
        if (adapter === undefined) continue
        found.set(adapter.id, adapter)
        ids.add(adapter.id)
        // A child knows its parent by name alone.
        for (const other of graphs.flatMap((graph) => graph.nodes)) {
          if (other.kind === 'adapter' && isNamed(other, adapter)) ids.add(other.id)
        }
      }
    }
  }
  return [...found.values()].toSorted((left, right) => (left.label < right.label ? -1 : 1))
}

function isNamed({ label, facts }: LineageNode, adapter: LineageNode): boolean {
  return Object.keys(facts).length === 0 && label === adapter.label
}

function isSamePlace(left: RecordFate, right: RecordFate): boolean {
  return left.input === right.input && left.line === right.line
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((): string[] => [])
  return names.filter((name) => /^[\da-f]{64}\.(?:json|idx)$/u.test(name)).toSorted()
}

async function put(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, name)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(`${path}.new`, bytes)
    await rename(`${path}.new`, path)
  } catch (cause) {
    throw diskFailure(path, cause)
  }
}
