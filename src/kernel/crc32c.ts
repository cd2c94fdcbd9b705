/** Reflected polynomial of Castagnoli. */
const POLYNOMIAL = 0x82f63b78
/** Bytes taken in one step, each with a table of its own. */
const STEP = 8

let tables: Uint32Array | undefined

/** CRC-32C (RFC 3720, appendix B.4) of some bytes: `e3069283` for `123456789`. */
export function crc32c(bytes: Uint8Array): number {
  const table = (tables ??= makeTables())
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length - (bytes.length % STEP)
  let crc = 0xffffffff
  for (let start = 0; start < whole; start += STEP) {
    const low = crc ^ words.getUint32(start, true)
    const high = words.getUint32(start + 4, true)
    crc = afterWord(table, low, 4 * 256) ^ afterWord(table, high, 0)
  }
  for (const byte of bytes.subarray(whole)) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

/** What four bytes come to, with as many zeros behind them as the tables from `first` on are for. */
function afterWord(table: Uint32Array, word: number, first: number): number {
  return (
    (table[first + 768 + (word & 0xff)] ?? 0) ^
    (table[first + 512 + ((word >>> 8) & 0xff)] ?? 0) ^
    (table[first + 256 + ((word >>> 16) & 0xff)] ?? 0) ^
    (table[first + (word >>> 24)] ?? 0)
  )
}

/** Of a byte, and of a byte with one to seven zeros behind it. */
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
