/** Reflected polynomial of Castagnoli. */
const POLYNOMIAL = 0x82f63b78
/** Bytes taken in one step, each with a table of its own. */
const STEP = 4

let tables: Uint32Array | undefined

/** CRC-32C (RFC 3720, appendix B.4) of some bytes: `e3069283` for `123456789`. */
export function crc32c(bytes: Uint8Array): number {
  const table = (tables ??= makeTables())
  const whole = bytes.length - (bytes.length % STEP)
  let crc = 0xffffffff
  let at = 0
  for (; at < whole; at += STEP) {
    const low = crc ^ (bytes[at] ?? 0) ^ ((bytes[at + 1] ?? 0) << 8) ^ ((bytes[at + 2] ?? 0) << 16)
    const word = low ^ ((bytes[at + 3] ?? 0) << 24)
    crc =
      (table[768 + (word & 0xff)] ?? 0) ^
      (table[512 + ((word >>> 8) & 0xff)] ?? 0) ^
      (table[256 + ((word >>> 16) & 0xff)] ?? 0) ^
      (table[word >>> 24] ?? 0)
  }
  for (; at < bytes.length; at += 1) {
    crc = (crc >>> 8) ^ (table[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** Of a byte, and of a byte with one, two or three zeros behind it. */
function makeTables(): Uint32Array {
  const table = new Uint32Array(STEP * 256)
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0)
    table[byte] = crc
  }
  for (let entry = 256; entry < table.length; entry += 1) {
    const before = table[entry - 256] ?? 0
    table[entry] = (before >>> 8) ^ (table[before & 0xff] ?? 0)
  }
  return table
}
