import type { Writable } from 'node:stream'
import type { RemoteTables } from '../sources/remote-tables.js'
import { frameOf, jsonFrame, splitFrames, type Frame } from './frames.js'
import { sparkError, type DriverFailure } from './spark-error.js'

/** A driver of ours that does what it is told; one command at a time. Paths are Hadoop's. */
export interface Cluster {
  hello(plan: string): Promise<ClusterFacts>
  /**
   * Takes the file as the sign that this driver exports to the target, and keeps it until `unlock`.
   * @throws `export.locked` where another driver has it
   */
  lock(path: string, target: string): Promise<void>
  /** @throws `export.locked` when another driver has taken it for left */
  checkLock(): Promise<void>
  unlock(): Promise<void>
  describeTable(name: string): ReturnType<RemoteTables['describe']>
  /** A task each, in any order; told of those that have ended. */
  readParts(specs: readonly object[], options: StageOptions): Promise<void>
  writeShards(specs: readonly object[], options: StageOptions): Promise<void>
  /** Files of the keys of tasks; gives a file for each task that has losers. */
  findRepeats(keys: readonly string[], options: RepeatOptions): Promise<readonly LoserFile[]>
  read(path: string, range?: Range): AsyncGenerator<Uint8Array, void, undefined>
  write(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void>
  /** What matches a pattern of Hadoop's. */
  list(pattern: string): Promise<readonly ClusterFile[]>
  stat(path: string): Promise<ClusterFile>
  exists(path: string): Promise<boolean>
  makeFolder(path: string): Promise<void>
  /** A file, or a folder with all that is in it; nothing is no failure. */
  remove(path: string): Promise<void>
  rename(from: string, to: string): Promise<boolean>
  /** The driver may go. */
  end(): void
}

export interface ClusterFacts {
  readonly spark_version: string
  readonly java_version: string
  readonly master: string
  readonly application: string
  /** Tasks at a time, as far as Spark knows by now. */
  readonly cores: number
}

interface StageOptions {
  readonly onResult: (result: unknown) => void
  /** Folder where results are written down for a later driver, in files `ID.done`. @default nowhere */
  readonly markers?: string
  /** Table whose rows are read. @default files */
  readonly table?: string | undefined
}

interface RepeatOptions {
  readonly buckets: number
  readonly writers: number
  readonly folder: string
}

export interface LoserFile {
  /** Id of the task. */
  readonly id: number
  readonly file: string
  readonly count: number
}

interface Range {
  readonly at: number
  readonly bytes: number
}

interface ClusterFile {
  readonly path: string
  readonly bytes: number
  readonly mtime_ms: number
  readonly is_folder: boolean
}

/** What the driver says before its first frame. */
const GREETING = Buffer.from('\nloradex-driver\n')

/** Speaks with a driver at the other end of two streams; `gone` tells why it has ended, when it has. */
export function openCluster(
  input: AsyncIterable<Uint8Array>,
  output: Writable,
  gone: () => Promise<unknown>,
): Cluster {
  const frames = framesBehindGreeting(input)

  async function next(): Promise<Frame> {
    const step = await frames.next()
    if (step.done === true) throw await gone()
    return step.value
  }

  function send(pieces: readonly Uint8Array[]): Promise<void> {
    const isFree = pieces.map((piece) => output.write(piece)).every(Boolean)
    if (isFree || output.destroyed) return Promise.resolve()
    return new Promise((resolve) => {
      const done = (): void => {
        output.off('drain', done).off('close', done)
        resolve()
      }
      output.on('drain', done).on('close', done)
    })
  }

  /** Its frames up to the answer, which is returned. */
  async function* untilAnswer(): AsyncGenerator<Frame, unknown, undefined> {
    for (;;) {
      const frame = await next()
      if (frame.kind === 'A') return jsonIn(frame)
      if (frame.kind === 'X') throw sparkError(failureIn(frame))
      yield frame
    }
  }

  async function ask<Answer>(command: object, onProgress?: (told: unknown) => void) {
    await send(jsonFrame('C', command))
    const answering = untilAnswer()
    for (;;) {
      const step = await answering.next()
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see Driver.java
      if (step.done === true) return step.value as Answer
      onProgress?.(jsonIn(step.value))
    }
  }

  const stage =
    (command: string, name: string): Cluster['readParts'] =>
    async (specs, { onResult, ...options }) => {
      await ask({ do: command, name, specs, ...options }, onResult)
    }

  return {
    hello: (plan) => ask<ClusterFacts>({ do: 'hello', plan }),
    async lock(path, target) {
      await ask({ do: 'lock', path, target })
    },
    async checkLock() {
      await ask({ do: 'check-lock' })
    },
    async unlock() {
      await ask({ do: 'unlock' })
    },
    describeTable: (table) => ask({ do: 'describe-table', table }),
    readParts: stage('read-parts', 'loradex 1/3: read parts'),
    writeShards: stage('write-shards', 'loradex 3/3: write shards'),
    async findRepeats(keys, options) {
      const name = 'loradex 2/3: find repeats'
      const command = { do: 'find-repeats', name, keys, ...options }
      return (await ask<{ readonly losers: readonly LoserFile[] }>(command)).losers
    },
    async *read(path, range) {
      await send(jsonFrame('C', { do: 'read', path, ...range }))
      for await (const frame of untilAnswer()) yield frame.bytes
    },
    async write(path, chunks) {
      await send(jsonFrame('C', { do: 'write', path }))
      for await (const chunk of chunks) await send(frameOf('D', chunk))
      await send(frameOf('E'))
      for await (const _ of untilAnswer());
    },
    async list(path) {
      return (await ask<{ readonly files: readonly ClusterFile[] }>({ do: 'list', path })).files
    },
    stat: (path) => ask<ClusterFile>({ do: 'stat', path }),
    async exists(path) {
      return (await ask<{ readonly exists: boolean }>({ do: 'exists', path })).exists
    },
    async makeFolder(path) {
      await ask({ do: 'make-folder', path })
    },
    async remove(path) {
      await ask({ do: 'remove', path })
    },
    async rename(path, to) {
      return (await ask<{ readonly renamed: boolean }>({ do: 'rename', path, to })).renamed
    },
    end: () => void send(jsonFrame('C', { do: 'end' })),
  }
}

function jsonIn({ bytes }: Frame): unknown {
  return JSON.parse(bytes.toString())
}

function failureIn(frame: Frame): DriverFailure {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see Failure.java
  return jsonIn(frame) as DriverFailure
}

async function* framesBehindGreeting(
  input: AsyncIterable<Uint8Array>,
): AsyncGenerator<Frame, void, undefined> {
  const splitter = splitFrames()
  let before: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of input) {
    if (before === undefined) {
      yield* splitter.push(chunk)
      continue
    }
    before = Buffer.concat([before, chunk])
    const at = before.indexOf(GREETING)
    if (at === -1) continue
    const rest = before.subarray(at + GREETING.length)
    before = undefined
    yield* splitter.push(rest)
  }
}
