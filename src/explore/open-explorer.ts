import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ManifestShard } from '../records/manifest.js'
import { changedExport } from './export-failure.js'
import { indexSeries, type IndexTally } from './rows/index-series.js'
import { lineStarts } from './rows/line-starts.js'
import { MANIFEST, readManifest, type ReadManifest } from './read-manifest.js'
import { readReport, type ReadReport } from './read-report.js'
import { rejectFacts, type RejectFacts } from './rows/reject-facts.js'
import { rowSeries, type IndexedShard, type RowSeries } from './rows/row-series.js'
import { sampleFacts, type SampleFacts, type SplitRows } from './rows/sample-facts.js'
import { openShardText, type ShardPlace } from './rows/shard-text.js'

/** An export that is open: its rows, and what is known of them. */
export interface Explorer {
  /** As the user called the folder. */
  readonly name: string
  readonly manifest: ReadManifest
  readonly report: ReadReport
  /** All samples; those of a split are neighbours. */
  readonly samples: RowSeries
  readonly splits: readonly SplitRows[]
  readonly rejects: RowSeries
  readonly rejectFacts: RejectFacts
  /** Only where the export tracks every sample. */
  readonly perSample: PerSample | undefined
  progress(): IndexProgress
  /** Fulfilled when all files have been read, or it was closed. */
  readonly indexed: Promise<void>
  /** @throws `export.changed` where the files are no longer those that were opened. */
  checkUnchanged(): Promise<void>
  close(): Promise<void>
}

export interface PerSample {
  readonly facts: SampleFacts
  readonly shards: readonly IndexedShard[]
}

/** How far the files of an export have been read. */
interface IndexProgress {
  /** Of the files as they are on disk. */
  readonly bytes: number
  readonly bytesDone: number
  readonly isComplete: boolean
  /** Where files are not what the manifest says; one line each. */
  readonly problems: readonly string[]
}

export interface OpenExplorerOptions {
  /** What messages and pages call the folder. */
  readonly name: string
  /** Where compressed files may be unpacked; nothing is written elsewhere. */
  readonly temporaryFolder: string
  /** Files are read no further then. @default they are read until it is closed */
  readonly signal?: AbortSignal | undefined
}

/**
 * Opens the export and begins to read its files; what has come by can be seen at once. Needs 4 bytes
 * of memory for a sample, 13 more where every one is tracked, and 12 for a reject.
 * @throws `export.unreadable`, `export.damaged`
 */
export async function openExplorer(
  folder: string,
  { name, temporaryFolder, signal }: OpenExplorerOptions,
): Promise<Explorer> {
  const manifest = await readManifest(folder, name)
  const report = await readReport(folder)
  const opened = await stat(join(folder, MANIFEST))
  const files = openedFiles({ folder, shownFolder: name, temporaryFolder })
  try {
    const shards = await files.open(bySplit(manifest.shards))
    const rejected = await files.open(manifest.rejects)
    const measured = await files.open(manifest.per_sample, { remember: false })
    const splits = splitRows(manifest.shards)
    const facts = rejectFacts(sumOf(manifest.rejects, 'records'))
    const perSample =
      measured.length > 0 ? { facts: sampleFacts(splits), shards: measured } : undefined
    const lanes = [
      { shards },
      { shards: rejected, lines: facts.lines },
      { shards: measured, ...(perSample && { lines: perSample.facts.lines }) },
    ]
    const indexing = startIndexing(lanes, signal)
    return {
      name,
      manifest,
      report,
      samples: rowSeries(shards),
      splits,
      rejects: rowSeries(rejected),
      rejectFacts: facts,
      perSample,
      progress: indexing.progress,
      indexed: indexing.indexed,
      async checkUnchanged() {
        const now = await stat(join(folder, MANIFEST)).catch(() => undefined)
        const isSame = now?.ino === opened.ino && now.mtimeMs === opened.mtimeMs
        if (!isSame) throw changedExport(name, MANIFEST)
        await files.checkUnchanged()
      },
      async close() {
        await indexing.stop()
        await files.close()
      },
    }
  } catch (error) {
    await files.close()
    throw error
  }
}

function openedFiles(place: ShardPlace) {
  const all: IndexedShard[] = []
  return {
    /** Where lines begin is remembered unless that is kept elsewhere. */
    async open(
      files: readonly ManifestShard[],
      { remember = true } = {},
    ): Promise<readonly IndexedShard[]> {
      const first = all.length
      for (const listed of files) {
        const text = await openShardText(listed, place)
        all.push({ text, starts: lineStarts(remember ? listed.records : 0) })
      }
      return all.slice(first)
    },
    async checkUnchanged() {
      await Promise.all(all.map(({ text }) => text.checkUnchanged()))
    },
    async close() {
      for (const { text } of all) await text.close()
    },
  }
}

interface Lane {
  readonly shards: readonly IndexedShard[]
  readonly lines?: Parameters<typeof indexSeries>[1]['lines']
}

/** Lanes run side by side, so that the first rows of each can be seen at once. */
function startIndexing(lanes: readonly Lane[], given?: AbortSignal) {
  const stopping = new AbortController()
  const signal = AbortSignal.any([stopping.signal, ...(given ? [given] : [])])
  const tally: IndexTally = { bytesDone: 0, problems: [] }
  const listed = lanes.flatMap(({ shards }) => shards.map(({ text }) => text.listed))
  const bytes = sumOf(listed, 'bytes')
  let isComplete = false
  const indexed = Promise.all(
    lanes.map(({ shards, lines }) =>
      indexSeries(shards, { tally, signal, ...(lines && { lines }) }),
    ),
  ).then(() => {
    isComplete = true
  })
  return {
    indexed,
    progress: (): IndexProgress => ({ bytes, ...tally, isComplete }),
    async stop(): Promise<void> {
      stopping.abort()
      await indexed
    },
  }
}

/** Those of a split together, splits in the order of the manifest. */
function bySplit(shards: readonly ManifestShard[]): readonly ManifestShard[] {
  const splits = [...new Set(shards.map(({ split }) => split))]
  return splits.flatMap((split) => shards.filter((shard) => shard.split === split))
}

function splitRows(shards: readonly ManifestShard[]): readonly SplitRows[] {
  const splits = [...new Set(shards.map(({ split }) => split))]
  let end = 0
  return splits.map((split) => {
    const first = end
    end += sumOf(
      shards.filter((shard) => shard.split === split),
      'records',
    )
    return { split, first, end }
  })
}

function sumOf(files: readonly ManifestShard[], key: 'records' | 'bytes'): number {
  return files.reduce((sum, file) => sum + file[key], 0)
}
