import { createHash } from 'node:crypto'
import type { RecordBatch } from '../../records/record-batch.js'
import type { Growth, Source, SourcePart } from '../../sources/source.js'

export interface CompareOptions {
  /** SHA-256 of the records of each part as they were, in hex, by its ordinal. */
  readonly digests: ReadonlyMap<number, string>
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads parts of an earlier export once more, as they lie now. Gives a line for each that has other
 * records, or whose last one goes on in what was added.
 */
export async function compareParts(
  source: Source,
  { toCompare, added }: Growth,
  { digests, signal }: CompareOptions,
): Promise<readonly string[]> {
  const grown = new Set(added.map(({ input }) => input))
  const changes: string[] = []
  for (const [ordinal, part] of toCompare) {
    const { digestsNow, last } = await readPart(source, part, signal)
    if (!digestsNow.includes(digests.get(ordinal) ?? '')) {
      changes.push(`${placeOf(part)} other than it was`)
    } else if (grown.has(part.input) && isOpenQuote(last)) {
      changes.push(`${part.input}: a last row whose quotes do not end`)
    }
  }
  return changes
}

interface PartNow {
  /** With and without the last line end, which the part may not have had. */
  readonly digestsNow: readonly string[]
  readonly last: RecordBatch | undefined
}

async function readPart(
  source: Source,
  part: SourcePart,
  signal: AbortSignal | undefined,
): Promise<PartNow> {
  const digest = createHash('sha256')
  let last: RecordBatch | undefined
  for await (const batch of source.read(part, { signal })) {
    if (last) digest.update(last.bytes)
    last = batch
  }
  const end = last?.bytes ?? new Uint8Array()
  const text = Buffer.from(end.subarray(-2)).toString('latin1')
  const lineEnds = ['', '\n', '\r\n'].filter((lineEnd) => text.endsWith(lineEnd))
  const digestsNow = lineEnds.map(({ length }) =>
    digest
      .copy()
      .update(end.subarray(0, end.length - length))
      .digest('hex'),
  )
  return { digestsNow, last }
}

/** What follows belongs to that row then. */
function isOpenQuote(batch: RecordBatch | undefined): boolean {
  return batch?.damaged?.get(batch.lines.length - 1)?.code === 'bad-quote'
}

function placeOf({ input, start, end, size }: SourcePart): string {
  return size?.unit === 'bytes' ? `${input}: bytes ${start} to ${end}` : `${input}: records`
}
