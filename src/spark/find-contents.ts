import { MOST_SHOWN_BYTES as MOST_OF_COPY } from '../export/dedup/count-duplicates.js'
import { MOST_SHOWN_BYTES as MOST_OF_LINE } from '../export/excerpts/choose-samples.js'
import type { Cluster } from './cluster.js'
import type { RowPlace } from './follow-tasks.js'
import { readFacts } from './task-outcomes.js'
import type { TaskResult } from './task-result.js'

/** Before each line of a task: its ordinal, and its length. */
const ENTRY_HEAD_BYTES = 8

export interface FindOptions {
  readonly cluster: Cluster
  readonly tasks: readonly TaskResult[]
  readonly placeOf: (row: number) => RowPlace
}

/** What a sample begins with, without the line end. */
export interface FoundSample {
  readonly bytes: Uint8Array
  /** Of the line; of a copy within a task, of which there is no line, that of its content. */
  readonly lineLength: number
  /** Of what comes before weight and metadata. */
  readonly contentLength: number
}

/** The beginnings of a few samples, by their rows, from where the tasks have left them. */
export async function findContents(
  rows: readonly number[],
  { cluster, tasks, placeOf }: FindOptions,
): Promise<ReadonlyMap<number, FoundSample>> {
  const byTask = new Map<number, Map<number, number>>()
  for (const row of rows) {
    const place = placeOf(row)
    const wanted = byTask.get(place.task) ?? new Map<number, number>()
    byTask.set(place.task, wanted.set(place.row, row))
  }
  const found = new Map<number, FoundSample>()
  for (const [task, wanted] of byTask) {
    const files = tasks[task]?.files ?? {}
    for (const { row, file, at, ...lengths } of await placesIn(cluster, files, wanted)) {
      const most = file === 'copies' ? MOST_OF_COPY : MOST_OF_LINE
      const range = { at, bytes: Math.min(lengths.lineLength, most) }
      const chunks: Uint8Array[] = []
      for await (const chunk of cluster.read(files[file] ?? '', range)) chunks.push(chunk)
      found.set(row, { bytes: Buffer.concat(chunks), ...lengths })
    }
  }
  return found
}

interface SamplePlace extends Omit<FoundSample, 'bytes'> {
  readonly row: number
  readonly file: string
  readonly at: number
}

async function placesIn(
  cluster: Cluster,
  files: TaskResult['files'],
  wanted: ReadonlyMap<number, number>,
): Promise<readonly SamplePlace[]> {
  const places: SamplePlace[] = []
  const positions = new Map<string, number>()
  let batchRow = 0

  function pass(file: string, bytes: number): number {
    const at = positions.get(file) ?? 0
    positions.set(file, at + bytes)
    return at
  }

  for await (const fact of readFacts(cluster, files['facts'] ?? '')) {
    if (fact.kind === 'part-end') continue
    const { lines, starts, ends, contentEnds, splits } = fact.outcome.candidates
    let nextCopy = 0
    for (const [index, line] of lines.entries()) {
      const row = wanted.get(batchRow + line)
      const start = starts[index] ?? 0
      const contentLength = (contentEnds[index] ?? 0) - start
      if (fact.copies[nextCopy] === index) {
        nextCopy += 2
        const at = pass('copies', Math.min(contentLength, MOST_OF_COPY))
        if (row === undefined) continue
        places.push({ row, file: 'copies', at, contentLength, lineLength: contentLength })
        continue
      }
      const file = `lines-${splits[index] ?? 0}`
      const bytes = (ends[index] ?? 0) - start
      const at = pass(file, bytes + ENTRY_HEAD_BYTES) + ENTRY_HEAD_BYTES
      if (row !== undefined) places.push({ row, file, at, contentLength, lineLength: bytes - 1 })
    }
    batchRow += fact.outcome.lineCount
  }
  return places
}
