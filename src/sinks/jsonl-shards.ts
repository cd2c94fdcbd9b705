import { join } from 'node:path'
import type { Disk } from '../disk/disk.js'
import { FILE_SUFFIX, type Compression } from '../kernel/compress.js'
import { LoradexError } from '../kernel/error.js'
import type { Digests, FileDigests } from '../kernel/file-digests.js'
import { openCompressor } from './compressor.js'
import { startDigestThread } from './digest-thread.js'
import { slicePieces } from '../kernel/pieces.js'
import { createShard, reopenShard, type ShardFile } from './shard-file.js'
import type { LineBlock, SeriesState, Shard, ShardFacts, Sink, SinkState } from './sink.js'

export interface JsonlShardsOptions {
  readonly disk: Disk
  /** An existing folder. */
  readonly folder: string
  readonly limits: ShardLimits
  readonly compression: Compression
  /** Of each file. */
  readonly digests: Digests
  /** Computes them in a thread of its own; only of files that others can open by their path. @default false */
  readonly digestsApart?: boolean | undefined
  /** Series that get a file even without lines. */
  readonly series: readonly string[]
  /** Where an earlier run ended in the same folder. What it wrote afterwards is removed. */
  readonly from?: SinkState | undefined
  readonly onOpened?: (shard: ShardName) => void
  readonly onClosed?: (shard: ShardName, facts: Pick<Shard, 'records' | 'bytes'>) => void
}

/** A shard is closed before the line that would make it larger; before compression. */
export interface ShardLimits {
  readonly bytes: number
  /** Lines. @default no limit */
  readonly records?: number | undefined
}

/** What a shard is called as long as nobody knows how many there will be. */
export interface ShardName {
  readonly series: string
  /** `train-00003` */
  readonly name: string
}

/** Files named `train-00000-of-00004.jsonl`, as the loaders of training frameworks expect them. */
export function jsonlShards(options: JsonlShardsOptions): Sink {
  const { disk, folder, limits, compression, digests, series, from = {} } = options
  const names = new Set([...series, ...Object.keys(from)])
  const compressor = openCompressor(compression)
  const digestThread = options.digestsApart && digests !== 'none' ? startDigestThread() : undefined
  const files = { disk, compressor, digests, digestThread }
  const open = new Map<string, ShardFile>()
  const closed = new Map<string, readonly ShardFacts[]>(
    Array.from(names, (name) => [name, from[name]?.closed ?? []]),
  )
  const pathOf = (name: string, ordinal: number): string =>
    join(folder, unsealedName(name, ordinal))
  let hasNewNames = false

  async function restore(states: SinkState): Promise<void> {
    const wanted = new Set(namesOf(states, compression))
    for (const name of (await disk.list(folder)) ?? []) {
      if (!wanted.has(name)) await disk.remove(join(folder, name))
    }
    for (const [name, { closed: done, open: state }] of Object.entries(states)) {
      if (!state) continue
      const path = pathOf(name, done.length)
      open.set(name, await reopenShard(state, { ...files, path }))
      options.onOpened?.(shardName(name, done.length))
    }
  }

  const restored = options.from ? restore(options.from) : Promise.resolve()
  // Met by whoever writes or closes.
  restored.catch(() => {})

  async function shardFor(name: string): Promise<ShardFile> {
    const current = open.get(name)
    if (current) return current
    const ordinal = closed.get(name)?.length ?? 0
    const shard = await createShard({ ...files, path: pathOf(name, ordinal) })
    hasNewNames = true
    open.set(name, shard)
    options.onOpened?.(shardName(name, ordinal))
    return shard
  }

  async function closeShard(name: string, shard: ShardFile): Promise<void> {
    const done = await shard.finish()
    open.delete(name)
    const earlier = closed.get(name) ?? []
    closed.set(name, [...earlier, done])
    const { records, bytes } = done
    options.onClosed?.(shardName(name, earlier.length), { records, bytes })
  }

  async function syncNames(): Promise<void> {
    if (!hasNewNames) return
    hasNewNames = false
    await disk.syncFolder(folder)
  }

  function shards(): readonly (Shard & { readonly path: string })[] {
    return Array.from(closed, ([name, done]) =>
      done.map((facts, ordinal) => {
        const file = sealedName({ series: name, ordinal, count: done.length, compression })
        return { file, series: name, ...facts, path: pathOf(name, ordinal) }
      }),
    ).flat()
  }

  return {
    async write(name, block) {
      await restored
      let at = 0
      while (at < block.ends.length) {
        const shard = await shardFor(name)
        const held = { bytes: shard.lineBytes(), records: shard.records() }
        const to = linesThatFit(block, at, roomIn(limits, held))
        if (to > at) await shard.append(linesOf(block, at, to), to - at)
        if (to < block.ends.length) await closeShard(name, shard)
        at = to
      }
    },

    async checkpoint() {
      await restored
      for (const shard of open.values()) await shard.settle()
      const waits: Promise<void>[] = []
      const states = Array.from(closed, ([name, done]): [string, SeriesState] => {
        const current = open.get(name)?.checkpoint()
        if (!current) return [name, { closed: done }]
        waits.push(current.durable)
        return [name, { closed: done, open: current.state }]
      })
      waits.push(syncNames())
      return {
        state: Object.fromEntries(states),
        durable: Promise.all(waits).then(() => undefined),
      }
    },

    async finish() {
      await restored
      for (const name of closed.keys()) {
        if ((closed.get(name)?.length ?? 0) === 0) await shardFor(name)
      }
      for (const [name, shard] of open) await closeShard(name, shard)
      await syncNames()
      return shards().map(({ path: _path, ...shard }) => shard)
    },

    async seal() {
      const present = new Set(await disk.list(folder))
      for (const { path, file } of shards()) {
        const isRenamed = await disk.rename(path, join(folder, file))
        if (!isRenamed && !present.has(file)) throw missing(path)
      }
    },

    async close() {
      await restored.catch(() => {})
      for (const shard of open.values()) await shard.close()
      open.clear()
      await compressor?.close()
      await digestThread?.close()
    },
  }
}

/** A shard of an export, as it is called there and by a sink that goes on behind it. */
export interface ShardPlace extends FileDigests {
  readonly from: string
  readonly to: string
  readonly bytes: number
}

/** Of the shards of an export that came to its end, those that have lines. */
export function shardPlaces(state: SinkState, compression: Compression): readonly ShardPlace[] {
  return Object.entries(state).flatMap(([series, { closed }]) => {
    const places = closed.map(({ records, ...facts }, ordinal) => {
      const from = sealedName({ series, ordinal, count: closed.length, compression })
      return { records, from, ...facts }
    })
    return places
      .filter(({ records }) => records > 0)
      .map(({ records: _records, ...place }, ordinal) => ({
        ...place,
        to: unsealedName(series, ordinal),
      }))
  })
}

/** Files that an earlier run has written to the end or in part; of complete ones nobody knows which name. */
function namesOf(states: SinkState, compression: Compression): readonly string[] {
  return Object.entries(states).flatMap(([name, { closed, open }]) => [
    ...closed.flatMap((_, ordinal) => [
      unsealedName(name, ordinal),
      sealedName({ series: name, ordinal, count: closed.length, compression }),
    ]),
    ...(open ? [unsealedName(name, closed.length)] : []),
  ])
}

function unsealedName(series: string, ordinal: number): string {
  return `${series}-${ordinal}.unsealed`
}

function shardName(series: string, ordinal: number): ShardName {
  return { series, name: `${series}-${fiveDigits(ordinal)}` }
}

interface SealedShard {
  readonly series: string
  readonly ordinal: number
  /** Of the shards of the series. */
  readonly count: number
  readonly compression: Compression
}

/** What a shard is called in the end: `train-00000-of-00004.jsonl.gz`. */
export function sealedName({ series, ordinal, count, compression }: SealedShard): string {
  const { name } = shardName(series, ordinal)
  return `${name}-of-${fiveDigits(count)}.jsonl${FILE_SUFFIX[compression.kind]}`
}

function fiveDigits(value: number): string {
  return String(value).padStart(5, '0')
}

/** What a shard can still take. */
interface Room {
  readonly bytes: number
  readonly records: number
  /** A line that is longer than a shard is one by itself. */
  readonly isEmpty: boolean
}

export function roomIn(
  { bytes, records = Infinity }: ShardLimits,
  held: { readonly bytes: number; readonly records: number },
): Room {
  return {
    bytes: bytes - held.bytes,
    records: records - held.records,
    isEmpty: held.bytes === 0,
  }
}

/** Index behind the last line, from `from` on, that still fits. */
export function linesThatFit({ ends }: LineBlock, from: number, room: Room): number {
  const base = from === 0 ? 0 : (ends[from - 1] ?? 0)
  const most = Math.min(ends.length, from + room.records)
  if ((ends[most - 1] ?? 0) - base <= room.bytes) return most
  let to = from
  while (to < most && (ends[to] ?? 0) - base <= room.bytes) to += 1
  return to === from && room.isEmpty ? from + 1 : to
}

function linesOf({ pieces, ends }: LineBlock, from: number, to: number): readonly Uint8Array[] {
  if (from === 0 && to === ends.length) return pieces
  const start = from === 0 ? 0 : (ends[from - 1] ?? 0)
  return slicePieces(pieces, start, ends[to - 1] ?? 0)
}

function missing(path: string): LoradexError {
  return new LoradexError('export.damaged', {
    message: `${path}: expected a shard of the interrupted export, saw nothing of that name`,
    details: { target: path },
    hint: 'Pass --restart to begin the export again.',
  })
}
