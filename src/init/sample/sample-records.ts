import { isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { openSource } from '../../recipe/open-source.js'
import type { SourceRecipe } from '../../recipe/recipe.js'
import type { Environment } from '../../recipe/secrets.js'
import type { RecordBatch } from '../../records/record-batch.js'
import type { Source } from '../../sources/source.js'
import { evenSample, type EvenSample } from './even-sample.js'
import type { RecordSample } from './record-sample.js'
import { spreadParts } from './spread-parts.js'

/** A way to read some of a source. */
export interface Look {
  readonly source: SourceRecipe
  /** Records to stop after; the source has more when there are so many. @default as many as bytes allow */
  readonly most?: number
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
 * Reads by the first look, and by the others when that one did not see everything. Takes time and
 * memory that do not depend on the size of the source, and gives the same records every time.
 */
export async function sampleRecords(
  looks: readonly Look[],
  context: SampleContext,
): Promise<RecordSample> {
  const sampling: Sampling = {
    sample: evenSample({ most: MOST_RECORDS, mostBytes: MOST_BYTES }),
    damaged: new Map(),
    seen: 0,
    hasSkipped: false,
  }
  let isAll = false
  for (const look of looks) {
    const reading = await readLook(sampling, look, context)
    isAll ||= reading.isAll
    if (isAll) break
    sampling.total ??= reading.total
  }
  const total = isAll ? sampling.seen : sampling.total
  return {
    records: sampling.sample.items(),
    damaged: sampling.damaged,
    isComplete: isAll && sampling.sample.stride() === 1 && !sampling.hasSkipped,
    isTotalExact: isAll,
    ...(total !== undefined && { total }),
  }
}

interface Sampling {
  readonly sample: EvenSample<JsonObject>
  readonly damaged: Map<string, number>
  seen: number
  /** Records were too long to be kept. */
  hasSkipped: boolean
  total?: number | undefined
}

interface Reading {
  readonly isAll: boolean
  /** Records of the source, by the bytes that were read of it. */
  readonly total?: number
}

async function readLook(
  sampling: Sampling,
  { source: recipe, most = Infinity }: Look,
  { spoolFolder, signal, ...context }: SampleContext,
): Promise<Reading> {
  const source = openSource(recipe, context)
  const limit = Number.isFinite(most) ? { enoughRecords: most } : {}
  const parts = await source.plan({ spoolFolder, signal, ...limit })
  const looks = spreadParts(parts)
  const before = sampling.seen
  let size: number | undefined = 0
  let isAll = looks.length === parts.length
  for (const look of looks) {
    const stopAt = before + most
    const { bytes, isEnd } = await readPart(sampling, { source, ...look, stopAt, signal })
    const whole = look.part.end - look.part.start
    // A part that was left early tells its size only when its unit is bytes, uncompressed.
    if (!isEnd && bytes > whole) size = undefined
    else if (size !== undefined) size += isEnd ? whole : bytes
    isAll &&= isEnd
  }
  if (isAll || !size) return { isAll }
  const all = parts.reduce((sum, { start, end }) => sum + end - start, 0)
  return { isAll, total: Math.round(((sampling.seen - before) * all) / size) }
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

function addBatch(
  sampling: Sampling,
  { bytes, spans, damaged, lines }: RecordBatch,
  stopAt: number,
): void {
  const { sample } = sampling
  const count = Math.min(lines.length, stopAt - sampling.seen)
  for (let index = 0; index < count; index += 1) {
    const place = sampling.seen
    sampling.seen += 1
    if (!sample.wants(place)) continue
    const [start = 0, end = 0] = spans.subarray(2 * index, 2 * index + 2)
    if (end - start > LONGEST_RECORD) {
      sampling.hasSkipped = true
      continue
    }
    const drop = damaged?.get(index)
    const parsed = drop ? undefined : parseJson(bytes, { start, end })
    if (parsed && 'value' in parsed && isJsonObject(parsed.value)) {
      sample.add(place, end - start, parsed.value)
    } else {
      const code =
        drop?.code ?? (parsed && 'problem' in parsed ? parsed.problem.code : 'not-an-object')
      sampling.damaged.set(code, (sampling.damaged.get(code) ?? 0) + 1)
    }
  }
}
