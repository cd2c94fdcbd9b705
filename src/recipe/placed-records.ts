import { inputPosition, type InputPosition } from '../export/input-position.js'
import type { Progress } from '../export/progress.js'
import type { Counts } from '../records/manifest.js'
import type { RecordBatch } from '../records/record-batch.js'
import type { Drop } from '../records/verdict.js'
import type { PlanOptions, Source } from '../sources/source.js'

/** A record where it stands in its source. */
export interface PlacedRecord {
  /** `data.jsonl:17` */
  readonly at: string
  readonly record: Uint8Array | Drop
}

export type Advance = Omit<Progress, keyof Counts>

interface ReadingOptions extends Pick<PlanOptions, 'spoolFolder' | 'signal' | 'onNote'> {
  /** @default all */
  readonly limit?: number | undefined
  /** Called when the records of a batch have been taken. */
  readonly onAdvance: (advance: Advance) => void
}

/** All records of a source, one by one in their order. */
export async function* placedRecords(
  source: Source,
  { spoolFolder, signal, onNote, limit = Infinity, onAdvance }: ReadingOptions,
): AsyncGenerator<PlacedRecord> {
  const enoughRecords = limit === Infinity ? {} : { enoughRecords: limit }
  const parts = await source.plan({ spoolFolder, signal, onNote, ...enoughRecords })
  const position = inputPosition(parts, limit)
  let place = { input: '', firstLine: 1 }
  let bytesRead = 0
  let left = limit
  for (const [ordinal, part] of parts.entries()) {
    if (part.input !== place.input) place = { input: part.input, firstLine: 1 }
    for await (const batch of source.read(part, { signal })) {
      for (const placed of recordsOf(batch, place)) {
        if (left === 0) return
        left -= 1
        yield placed
      }
      place.firstLine += batch.lineCount
      bytesRead += batch.bytes.length
      position.advance(ordinal, batch.lines.length, batch.inputBytes)
      onAdvance(advanceOf(position, bytesRead))
    }
    position.endPart(ordinal)
    onAdvance(advanceOf(position, bytesRead))
  }
}

function* recordsOf(
  { bytes, spans, lines, damaged }: RecordBatch,
  { input, firstLine }: { readonly input: string; readonly firstLine: number },
): Generator<PlacedRecord> {
  for (const [index, line] of lines.entries()) {
    const record = damaged?.get(index) ?? bytes.subarray(spans[2 * index], spans[2 * index + 1])
    yield { at: `${input}:${firstLine + line}`, record }
  }
}

function advanceOf(position: InputPosition, bytesRead: number): Advance {
  return { ...position.state(), bytesRead, bytesEmitted: 0 }
}
