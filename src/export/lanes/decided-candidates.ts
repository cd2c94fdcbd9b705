import type { DecidedRows } from '../../engine/byte-lane.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import type { RecordBatch } from '../../records/record-batch.js'
import { recordText } from '../collect-outcome.js'
import type { Pipeline } from '../pipeline.js'
import type { RoomyCandidates } from './merge-candidates.js'

/** What the byte lane has decided, where it lies: valid as long as its columns are. */
export function decidedCandidates(
  { splitByKey, keepRejectedRecords }: Pipeline,
  batch: RecordBatch,
  decided: DecidedRows,
): Omit<RoomyCandidates, 'numbers'> {
  const { count, indexes, bytes, room, ends, contentEnds, keys, lengths, weights } = decided
  const { spans, offset } = batch
  const splits = new Uint8Array(count)
  const lines = new Uint32Array(count)
  const starts = new Uint32Array(count)
  if (count > 1) starts.set(ends.subarray(0, -1), 1)
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
    room,
    starts,
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
