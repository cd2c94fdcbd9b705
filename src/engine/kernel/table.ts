import { ENTRY_BYTES } from '../program-layout'

// Hash tables of texts, made by the compiler: a mask, 4 bytes of padding, then entries.

// @ts-ignore: decorator
@inline
function firstBytes(p: usize, length: usize): u64 {
  const bytes = load<u64>(p)
  return length >= 8 ? bytes : bytes & ((<u64>1 << (<u64>length << 3)) - 1)
}

/** What the table has for a text; 0 when it has nothing. */
export function lookUp(table: usize, p: usize, length: usize): u32 {
  const first = firstBytes(p, length)
  const mask = load<u32>(table)
  let place = <u32>(((first ^ (<u64>length << 56)) * 0x9e3779b97f4a7c15) >> 40) & mask
  while (true) {
    const entry = table + 8 + <usize>place * ENTRY_BYTES
    const value = load<u32>(entry, 16)
    if (value == 0) return 0
    if (load<u64>(entry) == first && load<u32>(entry, 8) == <u32>length) {
      if (length <= 8 || memory.compare(p + 8, <usize>load<u32>(entry, 12) + 8, length - 8) == 0) {
        return value
      }
    }
    place = (place + 1) & mask
  }
}
