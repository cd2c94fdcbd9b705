/** The pieces in one, in memory of its own unless there is only one piece. */
export function joinBytes(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = pieces
  if (first !== undefined && pieces.length === 1) return first
  // Not from the pool that small buffers share: a batch may be handed to another thread.
  const joined = Buffer.allocUnsafeSlow(length)
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}
