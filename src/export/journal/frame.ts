import { crc32c } from '../../kernel/crc32c.js'

const MAGIC = 0x4c445831
/** Magic, length of the payload, CRC-32C of the payload; each a 32-bit word, little-endian. */
const HEADER_BYTES = 12

/** A record as it lies on the disk, so that one that was not written to its end is known by that. */
export function frame(value: unknown): Uint8Array {
  const payload = Buffer.from(JSON.stringify(value))
  const framed = Buffer.allocUnsafeSlow(HEADER_BYTES + payload.length)
  framed.writeUInt32LE(MAGIC, 0)
  framed.writeUInt32LE(payload.length, 4)
  framed.writeUInt32LE(crc32c(payload), 8)
  payload.copy(framed, HEADER_BYTES)
  return framed
}

/** What was framed at the start of the bytes; undefined unless all of it is there as it was. */
export function unframe(bytes: Uint8Array | undefined): unknown {
  if (!bytes || bytes.length < HEADER_BYTES) return undefined
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
  const length = head.getUint32(4, true)
  if (head.getUint32(0, true) !== MAGIC || length > bytes.length - HEADER_BYTES) return undefined
  const payload = bytes.subarray(HEADER_BYTES, HEADER_BYTES + length)
  if (crc32c(payload) !== head.getUint32(8, true)) return undefined
  return JSON.parse(Buffer.from(payload).toString())
}
