import type { FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import { openPlainFile } from '../../disk/plain-file.js'
import { LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'
import { openRows, sealBytes, type ReadRows } from './index-blocks.js'
import {
  COPY_BYTES,
  ENTRY_BYTES,
  indexHeader,
  type IndexHeader,
  type RecordFate,
} from './index-layout.js'
import { HASH_BYTES } from './record-hash.js'

/** An index on disk; a look-up reads some dozen blocks, whatever its size. */
export interface RecordIndex {
  readonly header: IndexHeader
  /** What became of the records with the hash: more than one, where the source holds them twice. */
  find(hash: Buffer): Promise<readonly RecordFate[]>
  /** The records that were dropped as duplicates of one. */
  copiesOf(place: Pick<RecordFate, 'input' | 'line'>): Promise<readonly RecordFate[]>
  close(): Promise<void>
}

const HEADER_BYTES = 1 << 20

/** Of a version that wrote no digests. */
const earlier = z.object({ format_version: z.literal(1) })

/** @throws `lineage.unreadable` */
export async function openIndex(path: string): Promise<RecordIndex> {
  const file = await openPlainFile(path).catch((cause: unknown) => {
    throw unreadable(path, 'something else', cause)
  })
  try {
    const { header, line } = await readHeader(file, path)
    const rows = await openRows(file, {
      header: line,
      bytes: rowBytes(header),
      changed: () => unreadable(path, 'one that has changed'),
    })
    return { ...lookUps(rows, header), header, close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readHeader(file: FileHandle, path: string) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0)
  const line = buffer.subarray(0, buffer.subarray(0, bytesRead).indexOf('\n') + 1)
  const json = parse(line.toString())
  if (earlier.safeParse(json).success) throw unreadable(path, 'one of an earlier version')
  const { success, data: header } = indexHeader.safeParse(json)
  if (!success) throw unreadable(path, 'something else')
  const { size } = await file.stat()
  const bytes = rowBytes(header)
  if (size !== line.length + bytes + sealBytes(bytes))
    throw unreadable(path, 'one that has changed')
  return { header, line }
}

function rowBytes({ records, copies }: IndexHeader): number {
  return records * ENTRY_BYTES + copies * COPY_BYTES
}

function lookUps(rows: ReadRows, header: IndexHeader): Pick<RecordIndex, 'find' | 'copiesOf'> {
  const { inputs, outcomes, splits = [], records, copies } = header
  const entries = sortedRows(rows, { start: 0, bytes: ENTRY_BYTES, count: records })
  const copied = sortedRows(rows, {
    start: records * ENTRY_BYTES,
    bytes: COPY_BYTES,
    count: copies,
  })
  return {
    async find(hash) {
      const found = await entries((row) => Buffer.compare(row.subarray(0, HASH_BYTES), hash))
      return found.map((row) => {
        const [input, line, fate = 0, keptInput, keptLine] = [0, 4, 8, 12, 16].map((at) =>
          row.readUInt32LE(HASH_BYTES + at),
        )
        const kept = { input: inputs[keptInput ?? 0] ?? '', line: keptLine ?? 0 }
        const place = { input: inputs[input ?? 0] ?? '', line: line ?? 0 }
        const isDuplicate = kept.input !== place.input || kept.line !== place.line
        const split = splits[(fate >>> 16) - 1]
        return {
          ...place,
          outcome: outcomes[fate & 0xff_ff] ?? '',
          ...(split !== undefined && { split }),
          ...(isDuplicate && { kept }),
        }
      })
    },
    async copiesOf(place) {
      const input = inputs.indexOf(place.input)
      const found = await copied(
        (row) => row.readUInt32LE(0) - input || row.readUInt32LE(4) - place.line,
      )
      return found.map((row) => ({
        input: inputs[row.readUInt32LE(8)] ?? '',
        line: row.readUInt32LE(12),
        outcome: 'duplicate',
        kept: place,
      }))
    },
  }
}

interface Rows {
  /** Among all rows. */
  readonly start: number
  readonly bytes: number
  readonly count: number
}

/** All rows that compare as equal, of rows that stand in order. */
function sortedRows(rows: ReadRows, { start, bytes, count }: Rows) {
  const read = (row: number): Promise<Buffer> => rows(start + row * bytes, bytes)
  return async (compare: (row: Buffer) => number): Promise<readonly Buffer[]> => {
    let [low, high] = [0, count]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (compare(await read(middle)) < 0) low = middle + 1
      else high = middle
    }
    const found: Buffer[] = []
    for (let row = low; row < count; row += 1) {
      const bytesOfRow = await read(row)
      if (compare(bytesOfRow) !== 0) break
      found.push(bytesOfRow)
    }
    return found
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unreadable(path: string, seen: string, cause?: unknown): LoradexError {
  return new LoradexError('lineage.unreadable', {
    message: `${shortPath(path)}: expected what \`loradex lineage add\` writes, saw ${seen}`,
    details: { path },
    hint: 'Remove the file, and let `loradex lineage add` write it again.',
    cause,
  })
}
