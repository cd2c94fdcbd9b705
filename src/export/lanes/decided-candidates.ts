import type { DecidedRows } from '../../engine/byte-lane.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import type { RecordBatch } from '../../records/record-batch.js'
import type { Candidates } from '../batch-outcome.js'
import { recordText } from '../collect-outcome.js'
import type { Pipeline } from '../pipeline.js'

/** What the byte lane has decided, where it lies: valid until the next batch. */
export function decidedCandidates(
  { splitByKey, keepRejectedRecords }: Pipeline,
  batch: RecordBatch,
  decided: DecidedRows,
): Omit<Candidates, 'categories'> {
  const { count, indexes, bytes, ends, contentEnds, keys, lengths, weights } = decided
  const { spans, offset } = batch
  const splits = new Uint8Array(count)
  const lines = new Uint32Array(count)
  const offsets = new Float64Array(offset === undefined ? 0 : count)
  for (let row = 0; row < count; row += 1) {
    const index = indexes[row] ?? 0
    lines[row] = batch.lines[index] ?? 0
    if (offset !== undefined) offsets[row] = offset + (spans[2 * index] ?? 0)
  }
  if (decided.hasSplitKeys) {
    for (let row = 0; row < count; row += 1) {
      const key = decided.splitKey(row)
      splits[row] = splitByKey(key === undefined ? undefined : parseJsonText(key))
    }
  }
  return {
    bytes,
    ends,
    contentEnds,
    lines,
    keys,
    splits,
    lengths,
    weights,
    offsets,
    violations: new Uint8Array(count),
    records: keepRejectedRecords
      ? Array.from(indexes, (index) =>
          recordText(batch.bytes.subarray(spans[2 * index], spans[2 * index + 1])),
        )
      : [],
  }
}
