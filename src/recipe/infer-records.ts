import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Progress } from '../export/progress.js'
import { startTally } from '../export/tally.js'
import { compileFieldPath } from '../kernel/field-path.js'
import type { Json } from '../kernel/json-value.js'
import { parseJson } from '../kernel/parse-json.js'
import type { Counts } from '../records/manifest.js'
import type { DropCode } from '../records/verdict.js'
import { addRecord, emptySketch, type Sketch } from '../schema/infer/sketch.js'
import type { Source } from '../sources/source.js'
import { placedRecords, type Advance, type PlacedRecord } from './placed-records.js'

export interface InferRecordsOptions {
  /** Only what the field holds counts, as a dotted path or a JSON Pointer. @default the record */
  readonly field?: string | undefined
  /** @default all */
  readonly limit?: number | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

export interface SeenRecords {
  /** Exceptions are numbered by the record, the first of which is 1. */
  readonly sketch: Sketch
  /** Those that are no JSON, or lack the field, count as dropped. */
  readonly counts: Counts
  readonly notes: readonly string[]
  /** Nothing was left unread. */
  readonly isComplete: boolean
}

/** Reads a source as a stream into a sketch, in memory that does not depend on how much there is. */
export async function inferRecords(
  source: Source,
  options: InferRecordsOptions,
): Promise<SeenRecords> {
  const { field = '', limit = Infinity, signal, onProgress } = options
  const spoolFolder = await mkdtemp(join(tmpdir(), 'loradex-infer-'))
  const sketch = emptySketch()
  const tally = startTally()
  const notes: string[] = []
  const read = compileFieldPath(field)
  const onAdvance = (advance: Advance): void => onProgress?.({ ...tally.current(), ...advance })
  const onNote = (note: string): unknown => notes.push(note)
  try {
    const reading = { spoolFolder, signal, onNote, limit, onAdvance }
    let number = 0
    for await (const placed of placedRecords(source, reading)) {
      number += 1
      tally.read(1)
      const value = valueOf(placed, read)
      if (typeof value === 'object' && value !== null && 'drop' in value) tally.dropped(value.drop)
      else {
        addRecord(sketch, value, number)
        tally.emitted(1)
      }
    }
    const counts = tally.totals()
    return { sketch, counts, notes, isComplete: number < limit }
  } finally {
    await rm(spoolFolder, { recursive: true, force: true })
  }
}

function valueOf(
  { record }: PlacedRecord,
  read: (value: Json) => Json | undefined,
): Json | { readonly drop: DropCode } {
  if ('code' in record) return { drop: record.code }
  const parsed = parseJson(record)
  if ('problem' in parsed) return { drop: parsed.problem.code }
  return read(parsed.value) ?? { drop: 'missing-field' }
}
