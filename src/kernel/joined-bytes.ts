const LENGTH_BYTES = 4

/** Items one behind the other, each after its length as a 32-bit word, little-endian. */
export function joinBytes(items: readonly Uint8Array[]): Uint8Array {
  const length = items.reduce((sum, item) => sum + LENGTH_BYTES + item.length, 0)
  const joined = new Uint8Array(length)
  const view = new DataView(joined.buffer)
  let at = 0
  for (const item of items) {
    view.setUint32(at, item.length, true)
    joined.set(item, at + LENGTH_BYTES)
    at += LENGTH_BYTES + item.length
  }
  return joined
}

/** The items that `joinBytes` was given; they share the memory. */
export function splitBytes(joined: Uint8Array): Uint8Array[] {
  const view = new DataView(joined.buffer, joined.byteOffset, joined.byteLength)
  const items: Uint8Array[] = []
  for (let at = 0; at < joined.length;) {
    const start = at + LENGTH_BYTES
    at = start + view.getUint32(at, true)
    items.push(joined.subarray(start, at))
  }
  return items
}
