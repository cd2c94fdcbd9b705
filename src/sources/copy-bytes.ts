/** Copies few bytes, sooner than a call of `set` would; gives the position behind them. */
export function copyBytes(bytes: Uint8Array, out: Uint8Array, at: number): number {
  for (let index = 0; index < bytes.length; index += 1) out[at + index] = bytes[index] ?? 0
  return at + bytes.length
}
