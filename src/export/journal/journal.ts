import { join } from 'node:path'
import { syncFile, type Disk, type DiskFile } from '../../disk/disk.js'
import { frame, startFrames, unframe } from './frame.js'
import { replayHistory, startHistory, type BatchEntry, type HistoryReader } from './history.js'
import type { CheckpointPace } from './checkpoint-pace.js'
import type { RunState } from './run-state.js'

/** What a run writes down while it goes on, so that another one can go on in its place. */
export interface Journal extends HistoryReader {
  batch(entry: BatchEntry): void
  /** To be called at the end of each part: writes the state down when it is time. */
  partDone(save: SaveState): Promise<void>
  /** To be called when all shards are closed: does so where the state was ever written down. */
  finish(save: SaveState): Promise<void>
  close(): Promise<void>
}

export type SaveState = () => Promise<{
  readonly state: RunState
  /** Settled when the files that the state tells of are on the disk. */
  readonly durable: Promise<void>
}>

export interface JournalOptions {
  readonly disk: Disk
  /** A folder for the files of the journal. */
  readonly folder: string
  /** What an export has to agree with to be this one; plain JSON. */
  readonly identity: unknown
  readonly pace: CheckpointPace
  /** Makes durable what the parts of the plan need, before anything refers to it. */
  readonly prepare: () => Promise<void>
  /** What is gone on with. */
  readonly from?: SavedRun | undefined
  /** Writes down the state at the end, even where it never was before. @default false */
  readonly keeps?: boolean | undefined
  /** The state is on the disk. */
  readonly onCheckpoint?: (state: RunState) => void
}

/** What is known of an export that did not come to its end. */
export interface SavedRun {
  readonly identity: unknown
  readonly state: RunState
  /** Of the checkpoint, from 1. */
  readonly sequence: number
  readonly historyBytes: number
}

/** Written in turns, so that one is whole at any time. */
const SLOTS = ['checkpoint-0', 'checkpoint-1']
const PLAN = 'plan'
export const HISTORY = 'history'

/** History that waits in memory for the end of a part. */
const MOST_WAITING_BYTES = 1024 * 1024

type Checkpoint = Omit<SavedRun, 'identity'>

export function startJournal(options: JournalOptions): Journal {
  const { disk, folder, pace, from } = options
  const history = startHistory()
  const nextFrame = startFrames()
  const files = new Map<string, Promise<DiskFile>>()
  let { sequence, historyBytes } = from ?? { sequence: 0, historyBytes: 0 }
  let begun: Promise<void> | undefined = from && Promise.resolve()
  let hasFailed = false
  let writing: Promise<void> = Promise.resolve()

  function open(name: string): Promise<DiskFile> {
    const file = files.get(name) ?? disk.open(join(folder, name), 'any')
    files.set(name, file)
    return file
  }

  async function begin(): Promise<void> {
    await options.prepare()
    await beginJournal(disk, folder, options.identity)
  }

  /** What waits is in the file. */
  async function flushHistory(): Promise<DiskFile> {
    const bytes = history.take()
    const at = historyBytes
    historyBytes += bytes.length
    const file = await open(HISTORY)
    await file.write([bytes], at)
    return file
  }

  async function syncHistory(): Promise<void> {
    const file = await flushHistory()
    await file.sync()
  }

  /** Takes the state now; it is on the disk when `writing` says so. */
  async function checkpoint(save: SaveState): Promise<void> {
    const startedAt = performance.now()
    const watch = pace.start()
    const { state, durable } = await save()
    const before = [durable, syncHistory()]
    // Met by whoever waits for all of them.
    for (const each of before) each.catch(() => {})
    sequence += 1
    const framed = nextFrame({ sequence, historyBytes, state } satisfies Checkpoint)
    const slot = sequence % SLOTS.length
    watch.stop()
    const writeDown = async (): Promise<void> => {
      await (begun ??= begin())
      await Promise.all(before)
      const file = await open(SLOTS[slot] ?? '')
      watch.start()
      const written = file.write([framed], 0)
      watch.stop()
      await written
      await file.sync()
      pace.made(watch.ms(), performance.now() - startedAt)
      options.onCheckpoint?.(state)
    }
    writing = writeDown()
    // Met by whoever comes next; until then nobody is to blame for not listening.
    writing.catch(() => (hasFailed = true))
  }

  return {
    batch: history.batch,
    partEnd: history.partEnd,
    async partDone(save) {
      if (history.size() > MOST_WAITING_BYTES) await flushHistory()
      if (!hasFailed && !pace.isDue()) return
      await writing
      await checkpoint(save)
    },
    async finish(save) {
      await writing
      if (begun === undefined && options.keeps !== true) return
      await checkpoint(save)
      await writing
    },
    async close() {
      await writing.catch(() => {})
      for (const file of files.values()) await (await file).close()
      files.clear()
    },
  }
}

/** Makes the files of a journal that knows of no checkpoint yet; all of them are durable. */
export async function beginJournal(disk: Disk, folder: string, identity: unknown): Promise<void> {
  for (const name of [PLAN, HISTORY, ...SLOTS]) {
    const file = await disk.open(join(folder, name), 'any')
    try {
      if (name !== PLAN) continue
      await file.write([frame(identity)], 0)
      await file.sync()
    } finally {
      await file.close()
    }
  }
  await disk.syncFolder(folder)
}

/** What the journal in a folder says; undefined where it says nothing that can be gone on with. */
export async function readJournal(disk: Disk, folder: string): Promise<SavedRun | undefined> {
  const identity = unframe(await disk.read(join(folder, PLAN)))
  if (identity === undefined) return undefined
  let last: Checkpoint | undefined
  for (const name of SLOTS) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its checksum says that we wrote it
    const read = unframe(await disk.read(join(folder, name))) as Checkpoint | undefined
    if (!read) continue
    // Its writer may have died before it was durable; what is done now must not outlast it.
    await syncFile(disk, join(folder, name))
    if (read.sequence > (last?.sequence ?? 0)) last = read
  }
  return last && { identity, ...last }
}

/** Tells what the run had read up to its checkpoint; whatever follows that is cut off. */
export async function replayRun(
  { disk, folder }: Pick<JournalOptions, 'disk' | 'folder'>,
  { historyBytes: length }: SavedRun,
  reader: HistoryReader,
): Promise<void> {
  const path = join(folder, HISTORY)
  const file = await disk.open(path, 'any')
  try {
    await replayHistory(file, { length, path }, reader)
    await file.truncate(length)
  } finally {
    await file.close()
  }
}
