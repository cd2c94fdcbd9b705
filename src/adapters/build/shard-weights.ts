import { join } from 'node:path'
import { openPlainFile } from '../../disk/plain-file.js'
import { isJsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import {
  digestsListed,
  mayBeSame,
  startFileDigests,
  type FileDigests,
} from '../../kernel/file-digests.js'
import { startScaledSums, type ScaledSums } from '../../kernel/scaled-sums.js'
import { decompressed } from '../../sources/decompress.js'
import { numberOf } from '../peft/field-kinds.js'

/** A file of samples, as a manifest lists it. */
export interface ListedShard extends FileDigests {
  readonly file: string
  /** Where the export has no digests, it must do. */
  readonly bytes: number
}

/**
 * (Σw)² / Σw² of the samples in some files, which may be compressed. Undefined where a file is not what the
 * manifest lists, or has a sample without a weight. Reads them to their end.
 */
export async function effectiveIn(
  folder: string,
  shards: readonly ListedShard[],
): Promise<number | undefined> {
  const weights = startScaledSums()
  for (const shard of shards) {
    if (!(await addShard(folder, shard, weights))) return undefined
  }
  return weights.sum() > 0 ? weights.effectiveSize() : undefined
}

const LINE_FEED = 0x0a

async function addShard(
  folder: string,
  { file, bytes: expected, ...listed }: ListedShard,
  weights: ScaledSums,
): Promise<boolean> {
  const digests = startFileDigests(digestsListed(listed))
  let length = 0
  const seen = (chunk: Buffer): void => {
    digests.update(chunk)
    length += chunk.length
  }
  let rest: Uint8Array = new Uint8Array()
  let isWhole = true
  try {
    const opened = await openPlainFile(join(folder, file))
    const packed: AsyncIterable<Buffer> = opened.createReadStream()
    for await (const chunk of decompressed(passing(packed, seen), file)) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      let start = 0
      for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
        isWhole &&= addLine(bytes.subarray(start, end), weights)
        start = end + 1
      }
      rest = bytes.subarray(start)
    }
  } catch {
    return false
  }
  return isWhole && rest.length === 0 && length === expected && mayBeSame(digests.end(), listed)
}

async function* passing(
  chunks: AsyncIterable<Buffer>,
  onChunk: (chunk: Buffer) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onChunk(chunk)
    yield chunk
  }
}

function addLine(line: Uint8Array, weights: ScaledSums): boolean {
  const parsed = parseJson(line)
  const weight =
    'value' in parsed && isJsonObject(parsed.value)
      ? numberOf(parsed.value.get('weight'))
      : undefined
  if (weight === undefined) return false
  weights.add(weight)
  return true
}
