import type { FieldValue, Job, Member, Value } from './job.js'
import {
  ARRAY,
  BOOLEAN,
  F_EMPTY_IS_ABSENT,
  F_MESSAGES,
  F_NULL_IS_ABSENT,
  F_VISIBLE,
  INTEGER,
  MAX_SLOTS,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
} from './layout.js'
import { ANY_TYPE, placeAt, type Place } from './place.js'
import { Undecidable } from './undecidable.js'

/** Finds every field of the job in the record, and numbers the places whose values are remembered. */
export function takeFields(root: Place, job: Job): Slots {
  const slots = assignSlots(root)
  takeMembers(job.content, slots)
  takeMembers(job.metadata, slots)
  if (job.weight) slots.use(job.weight.path, NUMERIC, F_NULL_IS_ABSENT)
  if (job.splitKey !== undefined) slots.use(job.splitKey, SCALAR, 0)
  return slots
}

/** Gives numbers to the places whose values are remembered. */
export interface Slots {
  placeOf(path: string): Place
  numberOf(path: string): number
  /** One use of a value: what it may be there, and what counts as no value. */
  use(path: string, types: number, absence: number): Place
}

function assignSlots(root: Place): Slots {
  const absences = new Map<Place, number>()
  const slots: Slots = {
    placeOf: (path) => placeAt(root, path),
    numberOf(path) {
      const { slot, pointer } = placeAt(root, path)
      if (slot === undefined) throw new Undecidable(`no value at ${pointer}`)
      return slot
    },
    use(path, types, absence) {
      const place = placeAt(root, path)
      place.types &= types
      place.slot ??= absences.size
      if (place.slot >= MAX_SLOTS) throw new Undecidable(`more than ${MAX_SLOTS} fields`)
      if ((absences.get(place) ?? absence) !== absence) {
        throw new Undecidable(`${path} is used in two ways`)
      }
      absences.set(place, absence)
      place.flags |= absence
      return place
    },
  }
  return slots
}

const TEXT = 1 << STRING
const NUMERIC = (1 << NUMBER) | (1 << INTEGER)
const SCALAR = TEXT | NUMERIC | (1 << BOOLEAN) | (1 << NULL)
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
      for (const piece of value.pieces)
        if (typeof piece !== 'string') slots.use(piece.path, TEXT, 0)
      return
    case 'object':
      return takeMembers(value.members, slots)
  }
}

function takeField(field: FieldValue, slots: Slots): void {
  const { path, takes, skipsEmpty = false, isVisible = false, hasItems = false } = field
  const absence = skipsEmpty ? F_NULL_IS_ABSENT | F_EMPTY_IS_ABSENT : 0
  const place = slots.use(path, typesTaken(takes), absence)
  if (isVisible) place.flags |= F_VISIBLE
  if (hasItems) place.minItems = Math.max(1, place.minItems)
  if (takes === 'messages') place.flags |= F_MESSAGES
}

function typesTaken(takes: FieldValue['takes']): number {
  switch (takes) {
    case 'any':
      return ANY_TYPE
    case 'text':
      return TEXT
    case 'text-or-container':
      return TEXT | CONTAINER
    case 'array':
    case 'messages':
      return 1 << ARRAY
  }
}
