/** Of the bytes of all pieces, one behind the other, those from `start` up to `end`. */
export function slicePieces(
  pieces: readonly Uint8Array[],
  start: number,
  end: number = Infinity,
): readonly Uint8Array[] {
  const slices: Uint8Array[] = []
  let at = 0
  for (const piece of pieces) {
    const slice = piece.subarray(Math.max(0, start - at), Math.max(0, end - at))
    if (slice.length > 0) slices.push(slice)
    at += piece.length
  }
  return slices
}

/** Bytes of all pieces. */
export function lengthOfPieces(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0)
}
