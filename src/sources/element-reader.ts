import type { BatchBuilder } from './batch-builder.js'
import type { ByteWindow } from './byte-window.js'
import { MAX_RECORD_BYTES } from './limits.js'
import type { ReadElementsOptions } from './read-elements-options.js'
import { isBlank } from './split-lines.js'

/** A scan over a JSON document that arrives piece by piece. */
export interface ElementReader {
  readonly window: ByteWindow
  readonly options: ReadElementsOptions
  /** Elements that lie within the window. */
  readonly batch: BatchBuilder
  /** How many elements have left the batch. */
  given: number
  /** Where in the input the window begins. */
  offset: number
  /** Where in the window the scan stands. */
  at: number
  /** Where in the window the element begins; -1 before it. */
  start: number
  /** Bytes of the element that are gone already, because it is too long. */
  skipped: number
}

/** Moves the window on; what it held before is gone, up to the element that has begun. */
export async function advance(reader: ElementReader): Promise<void> {
  const { window, options, at, start } = reader
  options.signal?.throwIfAborted()
  const { length } = window.bytes
  let used = Math.min(start === -1 ? at : start, length)
  const isTooLong = length - start > (options.maxRecordBytes ?? MAX_RECORD_BYTES)
  if (start !== -1 && (reader.skipped > 0 || isTooLong)) {
    reader.skipped += length - start
    used = length
  }
  await window.advance(used)
  reader.offset += used
  reader.at -= used
  if (start !== -1) reader.start = 0
}

/** The next byte that is not blank, at which the scan then stands. */
export async function nextByte(reader: ElementReader): Promise<number | undefined> {
  for (;;) {
    skipBlanks(reader)
    const byte = reader.window.bytes[reader.at]
    if (byte !== undefined || reader.window.isLast) return byte
    await advance(reader)
  }
}

export function skipBlanks(reader: ElementReader): void {
  const { bytes } = reader.window
  while (reader.at < bytes.length && isBlank(bytes, reader.at, reader.at + 1)) reader.at += 1
}
