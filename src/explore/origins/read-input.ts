import { createHash } from 'node:crypto'
import type { ManifestInput } from '../../records/manifest.js'
import type { RecordBatch } from '../../records/record-batch.js'
import type { Source, SourcePart } from '../../sources/source.js'

/** A record as it comes by. */
export interface PassingRecord {
  /** Counted from 0 in the input. */
  readonly record: number
  /** Counted from 1, as places are. */
  readonly line: number
  readonly batch: RecordBatch
  /** In the batch. */
  readonly index: number
}

export interface ReadInputOptions {
  readonly source: Source
  readonly listed: ManifestInput
  onPart(part: SourcePart): void
  onRecord(record: PassingRecord): void
  readonly signal: AbortSignal
}

/** `unverified`: there are as many records as were exported, and no digest to tell whether they are the same. */
export type InputVerdict = 'unchanged' | 'changed' | 'unverified'

/**
 * Reads an input as the export did.
 * @returns whether it is, to the byte, what was exported.
 */
export async function readInput(options: ReadInputOptions): Promise<InputVerdict> {
  const { source, listed, onPart, onRecord, signal } = options
  const { records, records_sha256: expected } = listed
  const digest = createHash('sha256')
  let record = 0
  let line = 1

  for (const part of await source.plan({ spoolFolder: '', signal })) {
    onPart(part)
    const partDigest = createHash('sha256')
    for await (const batch of source.read(part, { signal })) {
      if (expected !== undefined) partDigest.update(batch.bytes)
      const count = Math.min(batch.lines.length, records - record)
      for (let index = 0; index < count; index += 1) {
        onRecord({ record, line: line + (batch.lines[index] ?? 0), batch, index })
        record += 1
      }
      line += batch.lineCount
      // An export that was limited to so many records has read no further than this batch.
      if (record < records) continue
      if (expected === undefined) return 'unverified'
      const soFar = digest.copy().update(partDigest.copy().digest('hex')).digest('hex')
      if (soFar === expected) return 'unchanged'
    }
    digest.update(partDigest.digest('hex'))
  }
  if (record < records) return 'changed'
  if (expected === undefined) return 'unverified'
  return digest.digest('hex') === expected ? 'unchanged' : 'changed'
}
