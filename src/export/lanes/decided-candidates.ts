import type { DecidedRows } from '../../engine/byte-lane.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import type { RecordBatch } from '../../records/record-batch.js'
import type { Candidates } from '../batch-outcome.js'
import { recordText } from '../collect-outcome.js'
import type { Pipeline } from '../pipeline.js'
import type { CategoryCodes } from './number-categories.js'

/** What the byte lane has decided, in memory of its own. */
export function decidedCandidates(
  { splitByKey, keepRejectedRecords }: Pipeline,
  batch: RecordBatch,
  decided: DecidedRows & CategoryCodes,
): Omit<Candidates, 'categories'> & CategoryCodes {
  const { count, indexes } = decided
  const { bytes, spans, offset } = batch
  const splits = new Uint8Array(count)
  const lines = new Uint32Array(count)
  const offsets = new Float64Array(offset === undefined ? 0 : count)
  const hasSplits = decided.hasSplitKeys
  for (let row = 0; row < count; row += 1) {
    const index = indexes[row] ?? 0
    lines[row] = batch.lines[index] ?? 0
    if (offset !== undefined) offsets[row] = offset + (spans[2 * index] ?? 0)
    if (!hasSplits) continue
    const key = decided.splitKey(row)
    splits[row] = splitByKey(key === undefined ? undefined : parseJsonText(key))
  }
  return {
    bytes: decided.bytes.slice(),
    ends: decided.ends.slice(),
    contentEnds: decided.contentEnds.slice(),
    lines,
    keys: decided.keys.slice(),
    splits,
    lengths: decided.lengths.slice(),
    weights: decided.weights.slice(),
    violations: new Uint8Array(count),
    offsets,
    records: keepRejectedRecords
      ? Array.from(indexes, (index) =>
          recordText(bytes.subarray(spans[2 * index] ?? 0, spans[2 * index + 1] ?? 0)),
        )
      : [],
    codes: decided.codes,
    codeEnds: decided.codeEnds,
  }
}
