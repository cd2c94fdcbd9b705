/** Reflected polynomial of Castagnoli. */
const POLYNOMIAL = 0x82f63b78

let table: Uint32Array | undefined

/** CRC-32C (RFC 3720, appendix B.4) of some bytes: `e3069283` for `123456789`. */
export function crc32c(bytes: Uint8Array): number {
  table ??= makeTable()
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0)
    return crc >>> 0
  })
}
