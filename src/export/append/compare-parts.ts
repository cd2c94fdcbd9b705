import { createHash } from 'node:crypto'
import type { RecordBatch } from '../../records/record-batch.js'
import type { Growth, Source, SourcePart } from '../../sources/source.js'

/**
 * Reads parts of an earlier export once more, as they lie now. Gives a line for each that has other
 * records, or whose last one goes on in what was added.
 */
export async function compareParts(
  source: Source,
  { toCompare, added }: Growth,
  digests: ReadonlyMap<number, string>,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const grown = new Set(added.map(({ input }) => input))
  const changes: string[] = []
  for (const [ordinal, part] of toCompare) {
    const { sha256, last } = await readPart(source, part, signal)
    if (sha256 !== digests.get(ordinal)) changes.push(`${placeOf(part)} other than it was`)
    else if (grown.has(part.input) && isOpenQuote(last)) {
      changes.push(`${part.input}: a last row whose quotes do not end`)
    }
  }
  return changes
}

async function readPart(source: Source, part: SourcePart, signal: AbortSignal | undefined) {
  const digest = createHash('sha256')
  let last: RecordBatch | undefined
  for await (const batch of source.read(part, { signal })) {
    digest.update(batch.bytes)
    last = batch
  }
  return { sha256: digest.digest('hex'), last }
}

/** What follows belongs to that row then. */
function isOpenQuote(batch: RecordBatch | undefined): boolean {
  return batch?.damaged?.get(batch.lines.length - 1)?.code === 'bad-quote'
}

function placeOf({ input, start, end, size }: SourcePart): string {
  return size?.unit === 'bytes' ? `${input}: bytes ${start} to ${end}` : `${input}: records`
}
