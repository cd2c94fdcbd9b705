import type {
  FieldValue,
  Job,
  Member,
  TextPiece,
  TextValue,
  TranscriptPiece,
  Turn,
  Value,
} from '../job.js'
import { MAX_SLOTS } from '../layout.js'
import {
  ARRAY,
  F_EMPTY_IS_ABSENT,
  F_LIST,
  F_MESSAGES,
  F_NULL_IS_ABSENT,
  F_VISIBLE,
  F_WEIGHT,
  INTEGER,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
} from '../program-layout.js'
import { piecesWithin } from './pieces-within.js'
import { ANY_TYPE, createPlace, placeAt, type Place } from './place.js'
import { Undecidable } from './undecidable.js'

/** Finds every field of the job in the record, and numbers the places whose values are remembered. */
export function takeFields(root: Place, job: Job): Slots {
  const slots = assignSlots(root)
  takeMembers(job.content, slots)
  takeMembers(job.metadata, slots)
  if (job.produced) takeValue(job.produced, slots)
  if (job.weight) {
    // What is no weight may be of use elsewhere.
    const place = slots.use(job.weight.path, { takes: ANY_TYPE })
    place.types &= NUMERIC | (1 << NULL)
    place.flags |= F_WEIGHT
  }
  if (job.splitKey !== undefined) slots.use(job.splitKey, { takes: ANY_TYPE, leaves: CONTAINER })
  return slots
}

/** Gives numbers to the places whose values are remembered. */
export interface Slots {
  placeOf(path: string): Place
  numberOf(path: string): number
  numberOfText(text: TextValue): number
  /** Texts that are put together, each after those that it holds. */
  readonly texts: ReadonlyMap<TextValue, Place>
  /** One use of a value: what it may be there, and what counts as no value. */
  use(path: string, use: Use): Place
  useText(text: TextValue): void
}

/** One use of a value. */
interface Use {
  /** Types that it may be of; a record with another one is dropped. */
  readonly takes: number
  /** Types with which the record is left to the object lane. @default none */
  readonly leaves?: number
  /** What counts as no value, as flags. @default nothing */
  readonly absence?: number
}

function assignSlots(root: Place): Slots {
  const absences = new Map<Place, number>()
  const texts = new Map<TextValue, Place>()

  function assign(place: Place, absence: number): void {
    place.slot ??= absences.size
    if (place.slot >= MAX_SLOTS) throw new Undecidable(`more than ${MAX_SLOTS} fields`)
    if ((absences.get(place) ?? absence) !== absence) {
      throw new Undecidable(`${place.pointer} is used in two ways`)
    }
    absences.set(place, absence)
    place.flags |= absence
  }

  return {
    texts,
    placeOf: (path) => placeAt(root, path),
    numberOf(path) {
      const { slot, pointer } = placeAt(root, path)
      if (slot === undefined) throw new Undecidable(`no value at ${pointer}`)
      return slot
    },
    numberOfText: (text) => texts.get(text)?.slot ?? 0,
    use(path, { takes, leaves = 0, absence = 0 }) {
      const place = placeAt(root, path)
      place.takes &= takes | leaves
      place.leaves |= leaves
      assign(place, absence)
      return place
    },
    useText(text) {
      if (texts.has(text)) return
      const place = createPlace('a template')
      assign(place, text.skipsEmpty === true ? F_EMPTY_IS_ABSENT : 0)
      if (text.isVisible === true) place.flags |= F_VISIBLE
      if (text.holds === 'list') place.flags |= F_LIST
      if (text.holds === 'messages') {
        place.flags |= F_MESSAGES
        place.takes = 1 << ARRAY
        place.leaves = TEXT
      }
      texts.set(text, place)
    },
  }
}

const TEXT = 1 << STRING
const NUMERIC = (1 << NUMBER) | (1 << INTEGER)
const CONTAINER = (1 << OBJECT) | (1 << ARRAY)

function takeMembers(members: readonly Member[], slots: Slots): void {
  for (const { value } of members) takeValue(value, slots)
}

function takeValue(value: Value, slots: Slots): void {
  switch (value.kind) {
    case 'literal':
      return
    case 'field':
      return takeField(value, slots)
    case 'text':
      takePieces(value.pieces, slots)
      return slots.useText(value)
    case 'object':
      return takeMembers(value.members, slots)
    case 'array':
      return value.items.forEach((item) => takeValue(item, slots))
  }
}

/** Anything becomes text, and what leaves a gap is found out later. */
function takePieces(pieces: readonly TextPiece[], slots: Slots): void {
  for (const piece of pieces) {
    if (typeof piece === 'string') continue
    if (piece.kind === 'built') takeValue(piece.text, slots)
    else if (piece.kind === 'transcript') takeTranscripts(piece, slots)
    else if (piece.path !== '' && piece.path !== '@index') {
      const isText = piece.kind === 'value' && piece.isText === true
      const place = slots.use(piece.path, {
        takes: ANY_TYPE,
        leaves: isText ? ANY_TYPE & ~TEXT & ~(1 << NULL) : 0,
      })
      place.isInTemplate = true
    }
    takePieces(piecesWithin(piece), slots)
  }
}

/** Instead of texts there may be messages. */
function takeTranscripts({ prompt, chosen, rejected }: TranscriptPiece, slots: Slots): void {
  slots.use(prompt, { takes: TEXT | (1 << NULL), leaves: 1 << ARRAY })
  for (const path of [chosen, rejected]) slots.use(path, { takes: TEXT, leaves: 1 << ARRAY })
}

function takeField(field: FieldValue, slots: Slots): void {
  const { path, takes, skipsEmpty = false, isVisible = false, turn } = field
  const absence = (skipsEmpty || turn ? F_NULL_IS_ABSENT : 0) | (skipsEmpty ? F_EMPTY_IS_ABSENT : 0)
  const place = slots.use(path, { ...uses[takes], absence })
  if (isVisible) place.flags |= F_VISIBLE
  if (takes === 'messages') place.flags |= F_MESSAGES
  if (takes === 'array') place.flags |= F_LIST
  if (turn) takeTurn(turn, slots)
}

/** What is no text is found out where there are no messages. */
function takeTurn({ system, user, assistant }: Turn, slots: Slots): void {
  for (const text of [system, user, assistant]) {
    if (typeof text === 'string') slots.use(text, { takes: ANY_TYPE })
    else takeValue(text, slots)
  }
}

const uses: Readonly<Record<FieldValue['takes'], Use>> = {
  any: { takes: ANY_TYPE },
  'any-but-null': { takes: ANY_TYPE & ~(1 << NULL) },
  text: { takes: TEXT },
  'text-or-else': { takes: TEXT, leaves: ANY_TYPE & ~TEXT },
  'text-or-container': { takes: TEXT | CONTAINER },
  // Instead of text there may be messages.
  'text-of-preference': { takes: TEXT, leaves: (1 << ARRAY) | (1 << NULL) },
  // Both may be the JSON text of what is meant.
  array: { takes: (1 << ARRAY) | TEXT },
  messages: { takes: 1 << ARRAY, leaves: TEXT | (1 << NULL) },
}
