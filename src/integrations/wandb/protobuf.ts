/** Just enough of Protocol Buffers to write: https://protobuf.dev/programming-guides/encoding/. */

const LENGTH_DELIMITED = 2

/** A number that is not negative, in groups of 7 bits. */
function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80)
  bytes.push(rest)
  return Buffer.from(bytes)
}

export function numberField(field: number, value: number): Buffer {
  return value === 0 ? Buffer.alloc(0) : Buffer.concat([varint(field * 8), varint(value)])
}

/** Left out when empty, as its default is. */
export function textField(field: number, value: string): Buffer {
  const bytes = Buffer.from(value)
  return bytes.length === 0 ? bytes : bytesField(field, bytes)
}

/** A message within a message, present even when it says nothing. */
export function messageField(field: number, parts: readonly Buffer[]): Buffer {
  return bytesField(field, Buffer.concat(parts))
}

function bytesField(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + LENGTH_DELIMITED), varint(bytes.length), bytes])
}
