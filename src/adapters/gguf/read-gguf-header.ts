import type { ByteSource } from '../read/byte-source.js'
import type { FileFault } from '../read/file-fault.js'
import { GgufFault, ggufCursor, type GgufCursor } from './gguf-cursor.js'
import type { GgufHeader, GgufTensor, GgufValue } from './gguf-header.js'

/** Of an adapter: names of its tensors and a few keys. Models with a vocabulary have more. */
const MAX_HEADER_BYTES = 64_000_000
const MAX_KEYS = 65_536
const MAX_TENSORS = 1_000_000
const MAX_DIMENSIONS = 4
const versions: ReadonlySet<number> = new Set([2, 3])

/** Bytes of scalars, by their type. */
const scalarBytes = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8]
const TEXT = 8
const LIST = 9

/** Elements and bytes of a block, by the type of ggml; others are not measured. */
const blocks: ReadonlyMap<number, readonly [elements: number, bytes: number]> = new Map([
  [0, [1, 4]],
  [1, [1, 2]],
  [2, [32, 18]],
  [3, [32, 20]],
  [8, [32, 34]],
  [30, [1, 2]],
])

/** Reads the header of a GGUF file. Counts and offsets are held against the file, never believed. */
export async function readGgufHeader(
  source: ByteSource,
): Promise<{ readonly header: GgufHeader } | { readonly fault: FileFault }> {
  const cursor = ggufCursor(await source.read(0, MAX_HEADER_BYTES))
  try {
    return { header: readHeader(cursor, source.size) }
  } catch (error) {
    if (!(error instanceof GgufFault)) throw error
    return { fault: { expected: error.expected, seen: error.seen } }
  }
}

function readHeader(cursor: GgufCursor, fileBytes: number): GgufHeader {
  cursor.skip(4)
  const version = cursor.u32()
  if (!versions.has(version)) throw new GgufFault('version 2 or 3 of GGUF', String(version))
  const tensorCount = atMost(cursor.u64(), MAX_TENSORS, 'tensors')
  const keyCount = atMost(cursor.u64(), MAX_KEYS, 'keys')
  const metadata = new Map<string, GgufValue>()
  for (let left = keyCount; left > 0; left -= 1) {
    const key = cursor.text()
    if (metadata.has(key)) throw new GgufFault('each key once', `${quoted(key)} twice`)
    metadata.set(key, readValue(cursor, cursor.u32()))
  }
  const tensors: GgufTensor[] = []
  for (let left = tensorCount; left > 0; left -= 1) tensors.push(readTensor(cursor, fileBytes))
  const names = new Set(tensors.map(({ name }) => name))
  if (names.size < tensors.length) throw new GgufFault('each tensor once', 'a name twice')
  return { version, metadata, tensors, fileBytes }
}

function readValue(cursor: GgufCursor, type: number, depth = 0): GgufValue {
  if (type === TEXT) return cursor.text()
  if (type === LIST) return readList(cursor, depth)
  const bytes = scalarBytes[type]
  if (bytes === undefined) throw new GgufFault('a known type of value', String(type))
  return cursor.take(bytes, (view, at) => scalar(view, at, type))
}

function readList(cursor: GgufCursor, depth: number): GgufValue {
  if (depth > 4) throw new GgufFault('lists at most 4 deep', 'deeper ones')
  const type = cursor.u32()
  const items = cursor.u64()
  const bytes = scalarBytes[type]
  if (bytes === undefined) {
    for (let left = items; left > 0; left -= 1) readValue(cursor, type, depth + 1)
  } else cursor.skip(items * bytes)
  return { items }
}

function scalar(view: DataView, at: number, type: number): GgufValue {
  switch (type) {
    case 0:
      return view.getUint8(at)
    case 1:
      return view.getInt8(at)
    case 2:
      return view.getUint16(at, true)
    case 3:
      return view.getInt16(at, true)
    case 4:
      return view.getUint32(at, true)
    case 5:
      return view.getInt32(at, true)
    case 6:
      return view.getFloat32(at, true)
    case 7:
      return view.getUint8(at) !== 0
    case 10:
      return view.getBigUint64(at, true)
    case 11:
      return view.getBigInt64(at, true)
    default:
      return view.getFloat64(at, true)
  }
}

function readTensor(cursor: GgufCursor, fileBytes: number): GgufTensor {
  const name = cursor.text()
  const dimensions = atMost(cursor.u32(), MAX_DIMENSIONS, 'dimensions')
  const shape = Array.from({ length: dimensions }, () => cursor.u64())
  const type = cursor.u32()
  const offset = cursor.u64()
  const [elements, bytes] = blocks.get(type) ?? [1, 0]
  const needed =
    (shape.reduce((product, size) => product * BigInt(size), 1n) * BigInt(bytes)) / BigInt(elements)
  if (needed + BigInt(offset) > BigInt(fileBytes)) {
    throw new GgufFault(`${quoted(name)} within ${fileBytes} bytes`, 'an end far behind')
  }
  return { name, shape, type, offset }
}

function atMost(count: number, limit: number, noun: string): number {
  if (count > limit) throw new GgufFault(`at most ${limit} ${noun}`, String(count))
  return count
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 60).toWellFormed())
}
