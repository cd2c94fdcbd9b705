import { crc32 } from 'node:zlib'

/** Changes with the layout. */
const MAGIC = 0x4c445832
/**
 * Magic, length of the JSON, length of the bytes behind it, CRC-32 of the two lengths and of all that
 * follows; each a 32-bit word, little-endian.
 */
const HEADER_BYTES = 16
const LENGTHS_AT = 4
const CHECKSUM_AT = 12

/**
 * A record as it lies on the disk, so that one that was not written to its end is known by that: plain
 * JSON in which bytes may stand (no Buffers, which write themselves as JSON). They follow the JSON, one
 * behind the other, and it tells in their place where they begin and end there.
 */
export function frame(value: unknown): Uint8Array {
  return startFrames()(value)
}

/** Makes frames in the same memory: each is void when the next one is made. */
export function startFrames(): (value: unknown) => Uint8Array {
  let memory = Buffer.alloc(0)
  return (value) => {
    const { text, bodies, bodyBytes } = partsOf(value)
    const jsonBytes = Buffer.byteLength(text)
    const length = HEADER_BYTES + jsonBytes + bodyBytes
    if (memory.length < length) memory = Buffer.allocUnsafeSlow(length + (length >> 2))
    const framed = memory.subarray(0, length)
    let at = HEADER_BYTES + framed.write(text, HEADER_BYTES)
    for (const body of bodies) {
      framed.set(body, at)
      at += body.length
    }
    framed.writeUInt32LE(MAGIC, 0)
    framed.writeUInt32LE(jsonBytes, LENGTHS_AT)
    framed.writeUInt32LE(bodyBytes, LENGTHS_AT + 4)
    framed.writeUInt32LE(checksumOf(framed), CHECKSUM_AT)
    return framed
  }
}

function partsOf(value: unknown) {
  const bodies: Uint8Array[] = []
  let bodyBytes = 0
  const text = JSON.stringify(value, (_key, item: unknown) => {
    if (looksLikeOurs(item)) return { $plain: JSON.stringify(item) } satisfies Plain
    if (!(item instanceof Uint8Array)) return item
    const start = bodyBytes
    bodyBytes += item.length
    bodies.push(item)
    return { $bytes: [start, bodyBytes] } satisfies Place
  })
  return { text, bodies, bodyBytes }
}

/** What was framed at the start of the bytes; undefined unless all of it is there as it was. */
export function unframe(bytes: Uint8Array | undefined): unknown {
  if (!bytes || bytes.length < HEADER_BYTES) return undefined
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
  const jsonEnd = HEADER_BYTES + head.getUint32(LENGTHS_AT, true)
  const end = jsonEnd + head.getUint32(LENGTHS_AT + 4, true)
  if (head.getUint32(0, true) !== MAGIC || end > bytes.length) return undefined
  if (checksumOf(bytes.subarray(0, end)) !== head.getUint32(CHECKSUM_AT, true)) return undefined
  const text = Buffer.from(bytes.subarray(HEADER_BYTES, jsonEnd)).toString()
  return JSON.parse(text, (_key, item: unknown) => {
    if (isPlain(item)) return JSON.parse(item.$plain) as unknown
    if (!isPlace(item)) return item
    const [from, to] = item.$bytes
    return new Uint8Array(bytes.subarray(jsonEnd + from, jsonEnd + to))
  })
}

function checksumOf(framed: Uint8Array): number {
  const lengths = framed.subarray(LENGTHS_AT, CHECKSUM_AT)
  return crc32(framed.subarray(HEADER_BYTES), crc32(lengths))
}

/** Where bytes begin and end among those behind the JSON. */
interface Place {
  readonly $bytes: readonly [number, number]
}

/** In place of an object of others that looks like one of these two: what it says, as JSON. */
interface Plain {
  readonly $plain: string
}

function looksLikeOurs(item: unknown): boolean {
  return isPlace(item) || isPlain(item)
}

function isPlace(item: unknown): item is Place {
  return typeof item === 'object' && item !== null && '$bytes' in item
}

function isPlain(item: unknown): item is Plain {
  return typeof item === 'object' && item !== null && '$plain' in item
}
