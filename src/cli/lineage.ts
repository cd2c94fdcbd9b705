import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { diskFailure } from '../kernel/disk-failure.js'
import { buildIndex } from '../provenance/records/build-index.js'
import { recordHash } from '../provenance/records/record-hash.js'
import type { LineageGraph, LineageNode } from '../provenance/lineage/graph.js'
import { lineageStore, type Sighting } from '../provenance/lineage/lineage-store.js'
import { lineageLines } from '../provenance/lineage/lineage-text.js'
import { lineageTree, rootsOf } from '../provenance/lineage/lineage-tree.js'
import { writeLineage } from '../provenance/lineage/lineage-document.js'
import { readData } from '../provenance/lineage/read-data.js'
import { sampleOrigin, type SampleOrigin } from '../provenance/lineage/sample-origin.js'
import { countOf } from '../ui/format-number.js'
import { flagOption, textOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import { graphOf } from './lineage/graph-of.js'
import type { LineageAddOutput, LineageFindOutput } from './outputs/lineage-output.js'
import { neededOption } from './signing-options.js'

const STORE = 'lineage'

export const showLineage: RunCommand = async (given, io) => {
  const graph = await graphOf(given, io)
  if (flagOption(given, 'json')) {
    io.stdout(writeLineage(graph).trimEnd())
    return 0
  }
  const origin = await originOf(given, io)
  for (const line of linesOf(graph)) io.stdout(line)
  if (origin !== undefined) io.stdout(`    row ${origin.row} from ${origin.at}`)
  return 0
}

async function originOf(given: Given, { cwd }: CommandIo): Promise<SampleOrigin | undefined> {
  const row = textOption(given, 'row')
  if (row === undefined) return undefined
  const shown = neededOption(given, 'export', 'Name the export that the sample is in.')
  const base = textOption(given, 'base')
  return sampleOrigin(row, {
    folder: resolve(cwd, shown),
    shown,
    baseFolders: [...(base === undefined ? [] : [resolve(cwd, base)]), cwd],
  })
}

function linesOf(graph: LineageGraph): readonly string[] {
  return rootsOf(graph).flatMap((root) => [...lineageLines(lineageTree(graph, root))])
}

export const drawLineage: RunCommand = async (given, io) => {
  const graph = await graphOf(given, io)
  const [root] = rootsOf(graph)
  const { lineageSvg } = await import('../provenance/lineage/lineage-picture.js')
  const out = textOption(given, 'out')
  const svg = root === undefined ? '' : lineageSvg(lineageTree(graph, root))
  if (out === undefined) {
    io.stdout(svg.trimEnd())
    return 0
  }
  await writeFile(resolve(io.cwd, out), svg).catch((cause: unknown) => {
    throw diskFailure(out, cause)
  })
  io.stderr(`${out}: ${countOf(graph.nodes.length, 'node')}`)
  return 0
}

export const addLineage: RunCommand = async (given, io) => {
  const store = textOption(given, 'store') ?? STORE
  const shown = neededOption(given, 'export', 'Name the export that the adapter was trained on.')
  const folder = resolve(io.cwd, shown)
  const base = textOption(given, 'base')
  const graph = await graphOf(given, io)
  const { manifestSha256 } = await readData(folder, shown, io.signal)
  const index = await buildIndex({
    folder,
    shown,
    manifestSha256,
    baseFolders: [...(base === undefined ? [] : [resolve(io.cwd, base)]), io.cwd],
    signal: io.signal,
  })
  const open = lineageStore(resolve(io.cwd, store))
  await open.addRecords(manifestSha256, index)
  await open.add(graph)
  if (flagOption(given, 'json')) {
    const printed: LineageAddOutput = {
      format_version: 1,
      store,
      lineage: graph.digest,
      manifest_sha256: manifestSha256,
      index: index.length,
    }
    io.stdout(JSON.stringify(printed, undefined, 2))
  }
  io.stderr(`${join(store, 'graphs')}: ${graph.digest.slice(0, 16)}…`)
  io.stderr(
    `${join(store, 'records')}: ${countOf(index.length, 'byte')} for the records of ${shown}`,
  )
  return 0
}

export const findRecord: RunCommand = async (given, io) => {
  const [record = '-'] = given.arguments
  const store = textOption(given, 'store') ?? STORE
  const bytes = record === '-' ? await text(Readable.from(io.stdin)) : record
  const hash = recordHash(Buffer.from(bytes.trim()))
  const sightings = await lineageStore(resolve(io.cwd, store)).find(hash)
  if (flagOption(given, 'json')) {
    io.stdout(JSON.stringify(outputOf(hash, sightings), undefined, 2))
    return 0
  }
  for (const line of sightings.flatMap((sighting) => [...sightingLines(sighting)])) io.stdout(line)
  if (sightings.length === 0) io.stderr(`no export in ${store} has read this record`)
  return 0
}

function* sightingLines({
  data,
  manifestSha256,
  fate,
  copies,
  adapters,
  heldOutFrom,
}: Sighting): Generator<string> {
  const of = data?.label ?? `sha256:${manifestSha256.slice(0, 12)}…`
  yield `${placeOf(fate)} of ${of}: ${fate.outcome}${fate.kept ? ` of ${placeOf(fate.kept)}` : ''}`
  for (const copy of copies) yield `  copy ${placeOf(copy)}`
  for (const node of adapters) yield `  adapter ${adapterText(node)}`
  for (const node of heldOutFrom) {
    yield `  held out in ${fate.split ?? 'another split'}, not trained on by ${adapterText(node)}`
  }
}

function adapterText({ label, id }: LineageNode): string {
  return `${label}  ${id.slice(0, 19)}…`
}

function outputOf(hash: Buffer, sightings: readonly Sighting[]): LineageFindOutput {
  return {
    format_version: 1,
    hash: hash.toString('hex'),
    sightings: sightings.map(({ data, manifestSha256, fate, copies, adapters, heldOutFrom }) => ({
      manifest_sha256: manifestSha256,
      data: data?.label ?? '',
      at: placeOf(fate),
      outcome: fate.outcome,
      ...(fate.kept && { kept: placeOf(fate.kept) }),
      copies: copies.map(placeOf),
      split: fate.split ?? null,
      adapters: adapters.map(({ id, label }) => ({ id, name: label })),
      held_out_from: heldOutFrom.map(({ id, label }) => ({ id, name: label })),
    })),
  }
}

function placeOf({ input, line }: { readonly input: string; readonly line: number }): string {
  return `${input}:${line}`
}
