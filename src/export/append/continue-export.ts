import { join } from 'node:path'
import { syncFile, type Disk, type DiskFile } from '../../disk/disk.js'
import { LoradexError } from '../../kernel/error.js'
import {
  digestsListed,
  mayBeSame,
  startFileDigests,
  type FileDigests,
} from '../../kernel/file-digests.js'
import type { SeriesState, SinkState } from '../../sinks/sink.js'
import type { WorkFolder } from '../folder/work-folder.js'
import { beginJournal, HISTORY, type SavedRun } from '../journal/journal.js'
import { KEPT_HISTORY, readThrough, STATE, type KeptExport } from './kept-export.js'

/** Copied at a time. */
const CHUNK_BYTES = 4 * 1024 * 1024

export interface ContinueOptions {
  readonly disk: Disk
  readonly folder: WorkFolder
  readonly kept: KeptExport
  /** Of the export that appends. */
  readonly identity: unknown
  /** Where shards of these facts lie, in the export and in the making. */
  readonly places: readonly ShardPlace[]
}

interface ShardPlace extends FileDigests {
  /** In the export that is appended to. */
  readonly from: string
  readonly to: string
  readonly bytes: number
}

/**
 * Makes the work folder what it would be, had the export at the target been interrupted just before its
 * end: its shards, which stay as they are, and its history. The run that goes on from there has the new
 * parts to do.
 */
export async function continueExport(options: ContinueOptions): Promise<SavedRun> {
  const { disk, folder, kept, identity, places } = options
  const { target } = folder.places
  for (const place of places) {
    await assertSame(options, place)
    await disk.link(join(target, place.from), join(folder.output, place.to))
  }
  await disk.syncFolder(folder.output)
  await copyFile(disk, join(target, KEPT_HISTORY), join(folder.journal, HISTORY))
  await folder.prepare()
  await beginJournal(disk, folder.journal, identity)
  return savedRun(kept, identity)
}

/** As an interrupted run would have left it. */
export function savedRun({ state, history }: KeptExport, identity: unknown): SavedRun {
  return {
    identity,
    state: { ...state, isFinished: false, sink: withoutEmpty(state.sink) },
    sequence: 0,
    historyBytes: history.bytes,
  }
}

/** A series without lines has a shard of none, which the next one takes the place of. */
function withoutEmpty(sink: SinkState): SinkState {
  return Object.fromEntries(
    Object.entries(sink).map(([series, { closed }]): [string, SeriesState] => [
      series,
      { closed: closed.filter(({ records }) => records > 0) },
    ]),
  )
}

/** All shards were written before the state of the export: what is younger than that is read. */
async function assertSame(
  { disk, folder }: ContinueOptions,
  { from, bytes, ...listed }: ShardPlace,
): Promise<void> {
  const { target } = folder.places
  const path = join(target, from)
  const damaged = (expected: string, seen: string): LoradexError =>
    new LoradexError('export.damaged', {
      message: `${target}: expected a shard ${from} of ${expected}, saw ${seen}`,
      details: { target },
      hint: 'Set the export back to what it was, or pass --append --force to make it again.',
    })

  const size = (await disk.has(path)) ? `${await sizeOf(disk, path)} bytes` : 'none'
  if (size !== `${bytes} bytes`) throw damaged(`${bytes} bytes`, size)
  if ((await changedAt(disk, path)) <= (await changedAt(disk, join(target, STATE)))) return
  const digests = startFileDigests(digestsListed(listed))
  await readThrough(disk, path, digests.update)
  if (!mayBeSame(digests.end(), listed)) throw damaged(`the digest in ${STATE}`, 'another')
}

const sizeOf = (disk: Disk, path: string): Promise<number> =>
  ofFile(disk, path, (file) => file.size())

const changedAt = (disk: Disk, path: string): Promise<number> =>
  ofFile(disk, path, (file) => file.changedAt())

async function ofFile<Fact>(
  disk: Disk,
  path: string,
  ask: (file: DiskFile) => Promise<Fact>,
): Promise<Fact> {
  const file = await disk.open(path, 'any')
  try {
    return await ask(file)
  } finally {
    await file.close()
  }
}

async function copyFile(disk: Disk, from: string, to: string): Promise<void> {
  const source = await disk.open(from, 'any')
  const copy = await disk.open(to, 'any')
  try {
    await copy.truncate(0)
    const bytes = await source.size()
    for (let at = 0; at < bytes; at += CHUNK_BYTES) {
      await copy.write([await source.read(at, CHUNK_BYTES)], at)
    }
  } finally {
    await source.close()
    await copy.close()
  }
  await syncFile(disk, to)
}
