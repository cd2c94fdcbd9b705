import { isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { openSource } from '../../recipe/open-source.js'
import type { SourceRecipe } from '../../recipe/recipe.js'
import type { Environment } from '../../recipe/secrets.js'
import type { RecordBatch } from '../../records/record-batch.js'
import type { DropCode } from '../../records/verdict.js'
import type { Source, SourcePart } from '../../sources/source.js'
import { evenSample, type EvenSample } from './even-sample.js'
import type { RecordSample } from './record-sample.js'
import { spreadParts } from './spread-parts.js'

/** A way to read some of a source. */
export interface Look {
  readonly source: SourceRecipe
  /** Records to stop after; the source has more when there are so many. @default as many as bytes allow */
  readonly most?: number
  /** There are records that this way never leads to. @default false */
  readonly isPartial?: boolean
  /** Share of the files that it leads to. @default all */
  readonly share?: number
  /**
   * Only gone when earlier looks saw fewer records than this; what they saw is forgotten then, as it would be
   * seen again. @default always
   */
  readonly ifFewerThan?: number
}

export interface SampleContext {
  readonly baseFolder: string
  readonly env: Environment
  /** An existing folder of the caller's for copies. */
  readonly spoolFolder: string
  readonly signal?: AbortSignal | undefined
}

/** Held in memory at most. */
const MOST_RECORDS = 10_000
const MOST_BYTES = 32 * 1024 * 1024

/** A longer record would take the place of all others. */
const LONGEST_RECORD = 8 * 1024 * 1024

/**
 * Reads by one look after the other, until one has seen everything. Takes time and memory that do not
 * depend on the size of the source, and gives the same records every time.
 */
export async function sampleRecords(
  looks: readonly Look[],
  context: SampleContext,
): Promise<RecordSample> {
  let sampling = newSampling()
  for (const look of looks) {
    if (sampling.isAll || sampling.seen >= (look.ifFewerThan ?? Infinity)) continue
    if (look.ifFewerThan !== undefined) sampling = newSampling()
    await readLook(sampling, look, context)
  }
  const { sample, damaged, isAll, seen, hasSkipped, total = isAll ? seen : undefined } = sampling
  return {
    records: sample.items(),
    damaged,
    isComplete: isAll && sample.stride() === 1 && !hasSkipped,
    isTotalExact: isAll,
    ...(total !== undefined && { total }),
  }
}

interface Sampling {
  readonly sample: EvenSample<JsonObject>
  readonly damaged: Map<DropCode, number>
  seen: number
  /** Records were too long to be kept. */
  hasSkipped: boolean
  /** Everything was seen. */
  isAll: boolean
  /** Records of the source, by the share of it that was read. */
  total?: number
}

function newSampling(): Sampling {
  return {
    sample: evenSample({ most: MOST_RECORDS, mostBytes: MOST_BYTES }),
    damaged: new Map(),
    seen: 0,
    hasSkipped: false,
    isAll: false,
  }
}

async function readLook(
  sampling: Sampling,
  look: Look,
  { spoolFolder, signal, ...context }: SampleContext,
): Promise<void> {
  const { most, isPartial = false, share = 1 } = look
  const source = openSource(look.source, context)
  const limit = most === undefined ? {} : { enoughRecords: most }
  const parts = await source.plan({ spoolFolder, signal, ...limit })
  const before = sampling.seen
  const stopAt = before + (most ?? Infinity)
  const sizes: number[] = []
  let endsReached = 0
  for (const one of spreadParts(parts)) {
    const { bytes, isEnd } = await readPart(sampling, { source, ...one, stopAt, signal })
    sizes.push(isEnd ? sizeOf(one.part) : sizeOfStart(one.part, bytes))
    endsReached += Number(isEnd)
  }
  sampling.isAll = endsReached === parts.length && !isPartial && share === 1
  const all = sumOf(parts.map(sizeOf)) / share
  const total = Math.round(((sampling.seen - before) * all) / sumOf(sizes))
  // Of a database, what was read says nothing about the rest.
  if (!sampling.isAll && most === undefined && Number.isFinite(total)) sampling.total = total
}

/** What was read of a part that was left early, in its own unit; unknown when that is not bytes of text. */
function sizeOfStart(part: SourcePart, bytes: number): number {
  return bytes > sizeOf(part) ? Number.NaN : bytes
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

function sizeOf({ start, end }: SourcePart): number {
  return end - start
}

interface PartReading {
  readonly source: Source
  readonly part: Parameters<Source['read']>[0]
  readonly bytes: number
  readonly stopAt: number
  readonly signal: AbortSignal | undefined
}

async function readPart(
  sampling: Sampling,
  { source, part, bytes, stopAt, signal }: PartReading,
): Promise<{ readonly bytes: number; readonly isEnd: boolean }> {
  let bytesRead = 0
  for await (const batch of source.read(part, { signal })) {
    addBatch(sampling, batch, stopAt)
    bytesRead += batch.bytes.length
    if (bytesRead >= bytes || sampling.seen >= stopAt) return { bytes: bytesRead, isEnd: false }
  }
  return { bytes: bytesRead, isEnd: true }
}

function addBatch(sampling: Sampling, batch: RecordBatch, stopAt: number): void {
  const count = Math.min(batch.lines.length, stopAt - sampling.seen)
  for (let index = 0; index < count; index += 1) {
    if (sampling.sample.wants(sampling.seen)) addRecord(sampling, batch, index)
    sampling.seen += 1
  }
}

function addRecord(
  sampling: Sampling,
  { bytes, spans, damaged }: RecordBatch,
  index: number,
): void {
  const [start = 0, end = 0] = spans.subarray(2 * index, 2 * index + 2)
  if (end - start > LONGEST_RECORD) {
    sampling.hasSkipped = true
    return
  }
  const drop = damaged?.get(index)
  const read = drop ? drop.code : readObject(bytes, { start, end })
  if (typeof read !== 'string') sampling.sample.add(sampling.seen, end - start, read)
  else sampling.damaged.set(read, (sampling.damaged.get(read) ?? 0) + 1)
}

/** The record, or the code of what keeps it from being one. */
function readObject(
  bytes: Uint8Array,
  span: { readonly start: number; readonly end: number },
): JsonObject | DropCode {
  const parsed = parseJson(bytes, span)
  if ('problem' in parsed) return parsed.problem.code
  return isJsonObject(parsed.value) ? parsed.value : 'not-an-object'
}
