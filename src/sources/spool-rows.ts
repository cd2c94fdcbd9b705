import { Buffer } from 'node:buffer'
import type { Drop } from '../records/verdict.js'
import { damagedLine } from './spool.js'

/** Large enough that a write costs little, small enough to hold. */
const CHUNK_UNITS = 256 * 1024

/** The rows as lines for a spool: a record each, or what stands for one that was given up. */
export async function* rowLines(
  batches: AsyncIterable<Iterable<string | Drop>>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let lines = ''
  for await (const rows of batches) {
    for (const row of rows) {
      lines += `${typeof row === 'string' ? row : damagedLine(row)}\n`
      if (lines.length < CHUNK_UNITS) continue
      yield Buffer.from(lines)
      lines = ''
    }
  }
  if (lines !== '') yield Buffer.from(lines)
}
