import type { Candidates } from '../batch-outcome.js'
import { KEY_WORDS } from '../content-key.js'
import type { Pipeline } from '../pipeline.js'
import type { KeyTable } from './key-table.js'

/** Candidates of a batch, by their index; in memory that the next batch takes. */
export interface FoundCopies {
  readonly kept: Uint32Array
  readonly copies: Uint32Array
  /** Of each copy: the row of the sample that was kept instead. */
  readonly originals: Float64Array
}

export type FindCopies = (candidates: Candidates, firstRow: number) => FoundCopies

/** Remembers every sample in the table, or none where copies are not to be dropped. */
export function createFindCopies(
  seen: Pick<KeyTable, 'addOrFind'>,
  { dropDuplicates }: Pick<Pipeline, 'dropDuplicates'>,
): FindCopies {
  let kept = new Uint32Array(1024)
  let copies = new Uint32Array(kept.length)
  let originals = new Float64Array(kept.length)

  return ({ ends, lines, keys }, firstRow) => {
    const count = ends.length
    if (count > kept.length) {
      kept = new Uint32Array(2 * count)
      copies = new Uint32Array(kept.length)
      originals = new Float64Array(kept.length)
    }
    let keptCount = 0
    let copyCount = 0
    for (let index = 0; index < count; index += 1) {
      const row = firstRow + (lines[index] ?? 0)
      const original = dropDuplicates ? seen.addOrFind(keys, index * KEY_WORDS, row) : undefined
      if (original === undefined) {
        kept[keptCount] = index
        keptCount += 1
      } else {
        copies[copyCount] = index
        originals[copyCount] = original
        copyCount += 1
      }
    }
    return {
      kept: kept.subarray(0, keptCount),
      copies: copies.subarray(0, copyCount),
      originals: originals.subarray(0, copyCount),
    }
  }
}
