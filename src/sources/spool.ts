import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { diskFailure } from '../kernel/disk-failure.js'
import { LoradexError } from '../kernel/error.js'
import { systemSeen } from '../kernel/system-failure.js'
import type { RecordBatch } from '../records/record-batch.js'
import type { Drop } from '../records/verdict.js'
import { bytesIn, cutBytes, readLineRange, type LineRangeOptions } from './line-range.js'
import type { PlanOptions, SourcePart } from './source.js'
import { countLineFeeds } from './split-lines.js'
import { untilAborted } from './until-aborted.js'

/** Begins a line that stands for a damaged record; no JSON value begins with it. */
const DAMAGED = '!'

export interface SpoolOptions extends PlanOptions {
  /** What locations call the input that is copied. */
  readonly input: string
}

/**
 * Copies newline-delimited JSON into a file of the spool folder and cuts that into parts. The
 * copy is what is read afterwards, so the bytes are kept as they arrive, good or bad.
 */
export async function spoolRecords(
  chunks: AsyncIterable<Uint8Array>,
  options: SpoolOptions,
): Promise<readonly SourcePart[]> {
  const { input, partBytes, spoolFolder, enoughRecords = Infinity, signal, onSpool } = options
  const { path, file } = await createSpoolFile(spoolFolder, input)
  try {
    let records = 0
    let copiedBytes = 0
    for await (const chunk of untilAborted(chunks, signal)) {
      await file.writeFile(chunk).catch((cause: unknown) => {
        throw unwritable(spoolFolder, input, cause)
      })
      records += countLineFeeds(chunk)
      copiedBytes += chunk.length
      onSpool?.({ records, bytes: copiedBytes })
      if (records >= enoughRecords) break
    }
    const { size: bytes, mtimeMs } = await file.stat()
    const snapshot = { bytes, mtimeMs }
    return cutBytes(bytes, partBytes).map((range) => {
      return { input, path, ...range, snapshot, size: bytesIn(range) }
    })
  } finally {
    await file.close()
  }
}

/** The line that makes `readSpool` give a record up with this drop. Without line end. */
export function damagedLine(drop: Drop): string {
  return `${DAMAGED}${JSON.stringify(drop)}`
}

/**
 * Reads a part of a spool whose lines this program wrote: JSON values and damaged lines. Positions
 * in the spool say nothing to anyone, so batches have no `offset`.
 */
export async function* readSpool(
  part: SourcePart,
  options: LineRangeOptions = {},
): AsyncGenerator<RecordBatch, void, undefined> {
  for await (const { offset: _, ...batch } of readLineRange(part, options)) {
    yield withDamaged(batch)
  }
}

function withDamaged(batch: RecordBatch): RecordBatch {
  const { bytes, spans } = batch
  const damaged = new Map(batch.damaged)
  for (let index = 0; index < spans.length; index += 2) {
    const start = spans[index] ?? 0
    const end = spans[index + 1] ?? start
    if (end > start && bytes[start] === DAMAGED.charCodeAt(0)) {
      const text = Buffer.from(bytes.subarray(start + 1, end)).toString()
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- damagedLine wrote it
      damaged.set(index / 2, JSON.parse(text) as Drop)
      spans[index + 1] = start
    }
  }
  return damaged.size > 0 ? { ...batch, damaged } : batch
}

/** A new file: several inputs may share the folder. */
async function createSpoolFile(
  folder: string,
  input: string,
): Promise<{ path: string; file: FileHandle }> {
  for (let number = 0; ; number += 1) {
    const path = join(folder, `spool-${number}.jsonl`)
    try {
      return { path, file: await open(path, 'wx') }
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST') throw unwritable(folder, input, cause)
    }
  }
}

/** The folder is one of ours, of which nobody knows: the message is about its disk. */
function unwritable(target: string, input: string, cause: unknown): LoradexError {
  const { code, hint, details } = diskFailure(target, cause)
  return new LoradexError(code, {
    message: `${input}: expected room for a copy of it beside the output, saw ${systemSeen(cause)}`,
    details,
    hint,
    cause,
  })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
