/**
 * How a key and its row are kept in five words of 32 bits. The eight highest bits of the key say which
 * of 256 segments it belongs to and are not kept; the highest bits of the row take their place:
 *
 * ```text
 * word 0   row, bits 32–39 | key, bits 0–23 of its first word
 * word 1   key, second word: where in its segment the entry belongs
 * word 2   key, third word
 * word 3   key, fourth word
 * word 4   row, bits 0–31
 * ```
 *
 * Rows are stored plus one, so that zero in words 0 and 4 tells a free slot.
 */
export const ENTRY_WORDS = 5
export const SEGMENTS = 256

const KEY_BITS = 0x00ff_ffff

export function segmentOf(keys: Uint32Array, at: number): number {
  return (keys[at] ?? 0) >>> 24
}

export function writeEntry(
  entries: Uint32Array,
  entry: number,
  { keys, at, row }: { readonly keys: Uint32Array; readonly at: number; readonly row: number },
): void {
  const stored = row + 1
  entries[entry] = ((keys[at] ?? 0) & KEY_BITS) | (Math.floor(stored / 2 ** 32) << 24)
  entries[entry + 1] = keys[at + 1] ?? 0
  entries[entry + 2] = keys[at + 2] ?? 0
  entries[entry + 3] = keys[at + 3] ?? 0
  entries[entry + 4] = stored
}

/** Whether the entry is of this key, which is of the same segment. */
// oxlint-disable-next-line eslint/max-params -- an object for each look-up would be felt
export function isOfKey(
  entries: Uint32Array,
  entry: number,
  keys: Uint32Array,
  at: number,
): boolean {
  return (
    entries[entry + 1] === keys[at + 1] &&
    entries[entry + 2] === keys[at + 2] &&
    entries[entry + 3] === keys[at + 3] &&
    (((entries[entry] ?? 0) ^ (keys[at] ?? 0)) & KEY_BITS) === 0
  )
}

export function rowOf(entries: Uint32Array, entry: number): number {
  return ((entries[entry] ?? 0) >>> 24) * 2 ** 32 + (entries[entry + 4] ?? 0) - 1
}

export function copyEntry(
  from: Uint32Array,
  entry: number,
  { to, at }: { readonly to: Uint32Array; readonly at: number },
): void {
  for (let word = 0; word < ENTRY_WORDS; word += 1) to[at + word] = from[entry + word] ?? 0
}
