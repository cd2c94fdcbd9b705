import type { TextPiece } from '../job.js'

/** The pieces that a piece holds, in the order they are written. */
export function piecesWithin(piece: TextPiece): readonly TextPiece[] {
  if (typeof piece === 'string') return []
  switch (piece.kind) {
    case 'if':
      return [...piece.body, ...piece.otherwise]
    case 'each':
      return piece.body
    case 'value':
    case 'built':
    case 'transcript':
      return []
  }
}
