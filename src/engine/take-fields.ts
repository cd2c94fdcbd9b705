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
  if (job.weight) {
    slots.use(job.weight.path, { takes: NUMERIC, leaves: TEXT, absence: F_NULL_IS_ABSENT })
  }
  if (job.splitKey !== undefined) slots.use(job.splitKey, { takes: ANY_TYPE, leaves: CONTAINER })
  return slots
}

/** Gives numbers to the places whose values are remembered. */
export interface Slots {
  placeOf(path: string): Place
  numberOf(path: string): number
  use(path: string, use: Use): Place
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
  const slots: Slots = {
    placeOf: (path) => placeAt(root, path),
    numberOf(path) {
      const { slot, pointer } = placeAt(root, path)
      if (slot === undefined) throw new Undecidable(`no value at ${pointer}`)
      return slot
    },
    use(path, { takes, leaves = 0, absence = 0 }) {
      const place = placeAt(root, path)
      place.takes &= takes | leaves
      place.leaves |= leaves
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
        if (typeof piece !== 'string') slots.use(piece.path, inTemplate)
      return
    case 'object':
      return takeMembers(value.members, slots)
  }
}

function takeField(field: FieldValue, slots: Slots): void {
  const { path, takes, skipsEmpty = false, isVisible = false } = field
  const absence = skipsEmpty ? F_NULL_IS_ABSENT | F_EMPTY_IS_ABSENT : 0
  const place = slots.use(path, { ...uses[takes], absence })
  if (isVisible) place.flags |= F_VISIBLE
  if (takes === 'messages') place.flags |= F_MESSAGES
}

/** Text is written into text; a gap drops the record. */
const inTemplate: Use = { takes: TEXT, leaves: NUMERIC | (1 << BOOLEAN) | CONTAINER }

const uses: Readonly<Record<FieldValue['takes'], Use>> = {
  any: { takes: ANY_TYPE },
  text: { takes: TEXT },
  'text-or-container': { takes: TEXT | CONTAINER },
  // Instead of text there may be messages.
  'text-of-preference': { takes: TEXT, leaves: (1 << ARRAY) | (1 << NULL) },
  // Both may be the JSON text of what is meant.
  array: { takes: 1 << ARRAY, leaves: TEXT },
  messages: { takes: 1 << ARRAY, leaves: TEXT | (1 << NULL) },
}
