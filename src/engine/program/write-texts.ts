import type { TextPiece, TextStep, TranscriptPiece } from '../job.js'
import { SLOT_BYTES, SLOTS } from '../layout.js'
import {
  KIND_EACH,
  KIND_IF,
  KIND_IF_LATER,
  KIND_LITERAL,
  KIND_TRANSCRIPT,
  KIND_VALUE,
  PIECE_BYTES,
  PIECE_CHOSEN,
  PIECE_END,
  PIECE_KIND,
  PIECE_LITERAL,
  PIECE_LITERAL_LENGTH,
  PIECE_OTHERWISE_END,
  PIECE_PART,
  PIECE_PROMPT,
  PIECE_REJECTED,
  PIECE_SLOT,
  PIECE_STEPS,
  PIECE_STEPS_END,
  STEP_BYTES,
  STEP_DEFAULT,
  STEP_JSON,
  STEP_KIND,
  STEP_OTHER,
  STEP_REPLACE,
  STEP_TEXT,
  STEP_TRIM,
  TEXT_BYTES,
  TEXT_DESCRIPTOR,
  TEXT_OPTIONAL,
  TEXT_PIECES,
  TEXT_PIECES_END,
} from '../program-layout.js'
import { piecesWithin } from './pieces-within.js'
import type { ProgramMemory } from './program-memory.js'
import type { Slots } from './take-fields.js'
import { writeDescriptor } from './write-places.js'

/** Writes what puts the texts of a job together. */
export function writeTexts(
  memory: ProgramMemory,
  slots: Slots,
): { readonly start: number; readonly end: number } {
  const texts = [...slots.texts]
  const start = memory.allocate(texts.length * TEXT_BYTES)
  const { view } = memory
  for (const [index, [text, place]] of texts.entries()) {
    const at = start + index * TEXT_BYTES
    const pieces = writePieces(memory, text.pieces, slots)
    view.setUint32(at + TEXT_DESCRIPTOR, writeDescriptor(memory, place, 0n), true)
    view.setUint32(at + TEXT_OPTIONAL, text.isOptional === true ? 1 : 0, true)
    view.setUint32(at + TEXT_PIECES, pieces.start, true)
    view.setUint32(at + TEXT_PIECES_END, pieces.end, true)
  }
  return { start, end: start + texts.length * TEXT_BYTES }
}

function writePieces(memory: ProgramMemory, pieces: readonly TextPiece[], slots: Slots) {
  const start = memory.allocate(countPieces(pieces) * PIECE_BYTES)
  return { start, end: layPieces({ memory, slots }, pieces, start) }
}

function countPieces(pieces: readonly TextPiece[]): number {
  return pieces.reduce((sum, piece) => sum + 1 + countPieces(piecesWithin(piece)), 0)
}

interface Writing {
  readonly memory: ProgramMemory
  readonly slots: Slots
}

/** Gives the end of the pieces. */
function layPieces(writing: Writing, pieces: readonly TextPiece[], start: number): number {
  return pieces.reduce((at, piece) => layPiece(writing, piece, at), start)
}

function layPiece(writing: Writing, piece: TextPiece, at: number): number {
  const { memory, slots } = writing
  const word = (offset: number, value: number): void =>
    memory.view.setUint32(at + offset, value, true)
  const next = at + PIECE_BYTES
  if (typeof piece === 'string') {
    word(PIECE_KIND, KIND_LITERAL)
    const { at: literal, bytes } = memory.text(bodyOf(piece))
    word(PIECE_LITERAL, literal)
    word(PIECE_LITERAL_LENGTH, bytes)
    return next
  }
  switch (piece.kind) {
    case 'value': {
      word(PIECE_KIND, KIND_VALUE)
      word(PIECE_SLOT, piece.path === '' ? 0 : addressOf(slots.numberOf(piece.path)))
      const steps = writeSteps(memory, piece.steps)
      word(PIECE_STEPS, steps.start)
      word(PIECE_STEPS_END, steps.end)
      return next
    }
    case 'built': {
      word(PIECE_KIND, KIND_VALUE)
      word(PIECE_SLOT, addressOf(slots.numberOfText(piece.text)))
      const steps = writeSteps(memory, [{ name: 'json' }])
      word(PIECE_STEPS, steps.start)
      word(PIECE_STEPS_END, steps.end)
      return next
    }
    case 'transcript':
      word(PIECE_KIND, KIND_TRANSCRIPT)
      word(PIECE_PART, parts.indexOf(piece.part))
      word(PIECE_SLOT, addressOf(slots.numberOf(piece[piece.part])))
      word(PIECE_PROMPT, addressOf(slots.numberOf(piece.prompt)))
      word(PIECE_CHOSEN, addressOf(slots.numberOf(piece.chosen)))
      word(PIECE_REJECTED, addressOf(slots.numberOf(piece.rejected)))
      return next
    case 'if': {
      const isLater = piece.path === '@index'
      word(PIECE_KIND, isLater ? KIND_IF_LATER : KIND_IF)
      if (!isLater) word(PIECE_SLOT, piece.path === '' ? 0 : addressOf(slots.numberOf(piece.path)))
      const end = layPieces(writing, piece.body, next)
      const otherwiseEnd = layPieces(writing, piece.otherwise, end)
      word(PIECE_END, end)
      word(PIECE_OTHERWISE_END, otherwiseEnd)
      return otherwiseEnd
    }
    case 'each': {
      word(PIECE_KIND, KIND_EACH)
      word(PIECE_SLOT, piece.path === '' ? 0 : addressOf(slots.numberOf(piece.path)))
      const end = layPieces(writing, piece.body, next)
      word(PIECE_END, end)
      return end
    }
  }
}

/** In the order of `PIECE_PART`. */
const parts: readonly TranscriptPiece['part'][] = ['prompt', 'chosen', 'rejected']

function writeSteps({ allocate, text, view }: ProgramMemory, steps: readonly TextStep[]) {
  const start = allocate(steps.length * STEP_BYTES)
  for (const [index, step] of steps.entries()) {
    const at = start + index * STEP_BYTES
    const put = (offset: number, value: string): void => {
      const written = text(bodyOf(value))
      view.setUint32(at + offset, written.at, true)
      view.setUint32(at + offset + 4, written.bytes, true)
    }
    view.setUint32(at + STEP_KIND, kindOf(step), true)
    if (step.name === 'default') put(STEP_TEXT, step.text)
    if (step.name !== 'replace') continue
    put(STEP_TEXT, step.old)
    put(STEP_OTHER, step.replacement)
  }
  return { start, end: start + steps.length * STEP_BYTES }
}

function kindOf({ name }: TextStep): number {
  switch (name) {
    case 'trim':
      return STEP_TRIM
    case 'json':
      return STEP_JSON
    case 'default':
      return STEP_DEFAULT
    case 'replace':
      return STEP_REPLACE
  }
}

function addressOf(slot: number): number {
  return SLOTS + slot * SLOT_BYTES
}

/** As it stands between quotes. */
function bodyOf(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
