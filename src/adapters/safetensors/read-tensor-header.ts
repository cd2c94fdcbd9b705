import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import type { ByteSource } from '../read/byte-source.js'
import type { FileFault } from '../read/file-fault.js'
import { readTensorEntry } from './read-tensor-entry.js'
import type { Tensor, TensorHeader } from './tensor-header.js'

/** Clients of the Hub read no longer headers; the format itself allows 100 MB. */
export const MAX_HEADER_BYTES = 25_000_000

/** The length of the header, as a little-endian u64. */
const LENGTH_BYTES = 8

/**
 * Reads the header of a safetensors file, and nothing of its values. Strict: whatever the reference
 * reader refuses is a fault here too, and so are duplicate names and keys that nobody defined.
 * Memory is bounded by `MAX_HEADER_BYTES`, however long the file says that its header is.
 */
export async function readTensorHeader(
  source: ByteSource,
): Promise<{ readonly header: TensorHeader } | { readonly fault: FileFault }> {
  const { size } = source
  if (size < LENGTH_BYTES + 2) {
    return wrong(`at least ${LENGTH_BYTES + 2} bytes`, `${size} bytes`)
  }
  const declared = Buffer.from(await source.read(0, LENGTH_BYTES)).readBigUInt64LE()
  if (declared > BigInt(MAX_HEADER_BYTES)) {
    return wrong(`a header of at most ${MAX_HEADER_BYTES} bytes`, `${declared} bytes`)
  }
  const headerBytes = Number(declared)
  const dataStart = LENGTH_BYTES + headerBytes
  if (dataStart > size) {
    return wrong(`a header of ${headerBytes} bytes`, `a file that ends after ${size} bytes`)
  }
  const bytes = await source.read(LENGTH_BYTES, headerBytes)
  if (bytes[0] !== 0x7b) return wrong('a header that begins with {', firstByte(bytes))
  const parsed = parseJson(bytes)
  if ('problem' in parsed) {
    const { found, offset } = parsed.problem
    return wrong('a header in JSON', `${found.replace(' of the record', '')} at byte ${offset}`)
  }
  if (!isJsonObject(parsed.value)) return wrong('an object as header', 'another value')
  return readEntries(parsed.value, { dataStart, fileBytes: size })
}

interface Extent {
  readonly dataStart: number
  readonly fileBytes: number
}

function readEntries(
  entries: JsonObject,
  { dataStart, fileBytes }: Extent,
): { readonly header: TensorHeader } | { readonly fault: FileFault } {
  const tensors: Tensor[] = []
  let metadata: ReadonlyMap<string, string> = new Map()
  for (const [name, entry] of entries) {
    if (name === '__metadata__') {
      const texts = readTexts(entry)
      if (texts === undefined) return wrong('texts in __metadata__', 'another value')
      metadata = texts
      continue
    }
    const read = readTensorEntry(name, entry)
    if ('fault' in read) return read
    tensors.push({
      ...read.tensor,
      start: dataStart + read.tensor.start,
      end: dataStart + read.tensor.end,
    })
  }
  tensors.sort((left, right) => left.start - right.start || left.end - right.end)
  const fault = gapIn(tensors, { dataStart, fileBytes })
  return fault ? { fault } : { header: { metadata, tensors, dataStart, fileBytes } }
}

/** Values must cover the file, each byte once. */
function gapIn(
  tensors: readonly Tensor[],
  { dataStart, fileBytes }: Extent,
): FileFault | undefined {
  let at = dataStart
  for (const { name, start, end } of tensors) {
    if (start !== at) {
      const seen = start < at ? 'an overlap' : `a hole of ${start - at} bytes`
      return { expected: `values without hole or overlap`, seen: `${seen} before ${shown(name)}` }
    }
    at = end
  }
  if (at === fileBytes) return undefined
  const rest = fileBytes - at
  return {
    expected: `a file of ${at} bytes`,
    seen: rest > 0 ? `${rest} bytes more` : `${-rest} bytes less`,
  }
}

function readTexts(value: Json): ReadonlyMap<string, string> | undefined {
  if (!isJsonObject(value)) return undefined
  const texts = new Map<string, string>()
  for (const [key, text] of value) {
    if (typeof text !== 'string') return undefined
    texts.set(key, text)
  }
  return texts
}

function firstByte(bytes: Uint8Array): string {
  const [byte] = bytes
  return byte === undefined ? 'an empty one' : `byte 0x${byte.toString(16).padStart(2, '0')}`
}

function wrong(expected: string, seen: string): { readonly fault: FileFault } {
  return { fault: { expected, seen } }
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 80).toWellFormed())
}
