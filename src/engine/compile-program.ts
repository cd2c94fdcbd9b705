import { countCodePoints } from '../kernel/code-points.js'
import { isJsonObject, type Json } from '../kernel/json-value.js'
import { applySchema } from './apply-schema.js'
import type { FieldValue, Job, Member, Value } from './job.js'
import {
  BOOLEAN,
  F_EMPTY_IS_ABSENT,
  F_MESSAGES,
  F_NULL_IS_ABSENT,
  F_VISIBLE,
  ARRAY,
  HEADER,
  HEADER_ANY,
  HEADER_CATEGORIES,
  HEADER_CATEGORY_COUNT,
  HEADER_COLUMNS,
  HEADER_CONTENT_END,
  HEADER_DEFAULT_WEIGHT,
  HEADER_LENGTH_RANGE,
  HEADER_MAX_WEIGHT,
  HEADER_MEMBERS,
  HEADER_MEMBERS_END,
  HEADER_MIN_LENGTH,
  HEADER_MIN_WEIGHT,
  HEADER_OPERATIONS,
  HEADER_OPERATIONS_END,
  HEADER_PRODUCED,
  HEADER_PRODUCED_END,
  HEADER_REQUIRED,
  HEADER_ROOT,
  HEADER_SPLIT,
  HEADER_VISIBLE,
  HEADER_WEIGHT,
  INTEGER,
  MAX_CATEGORY_SOURCES,
  MAX_SLOTS,
  MEMBER_BYTES,
  MEMBER_KEY,
  MEMBER_KEY_LENGTH,
  MEMBER_SLOT,
  NULL,
  NUMBER,
  OBJECT,
  PIECE_BYTES,
  PIECE_LITERAL,
  PIECE_LITERAL_CODE_POINTS,
  PIECE_LITERAL_LENGTH,
  PIECE_SLOT,
  SLOT_BYTES,
  SLOTS,
  STRING,
} from './layout.js'
import { ANY_TYPE, createPlace, NO_LIMIT, placeAt, type Place } from './place.js'
import { createProgramMemory, type ProgramMemory } from './program-memory.js'
import { Undecidable } from './undecidable.js'
import { writeLineProgram } from './write-line.js'
import { writeNode } from './write-places.js'

/** A job as the kernel reads it: tables, to be laid into its memory. */
export interface Program {
  /** Of the categories, those that come from a field. */
  readonly categoryFields: readonly number[]
  /** The values of the others. */
  readonly categoryConstants: ReadonlyMap<number, Json>
  readonly header: Uint8Array
  readonly program: Uint8Array
}

/** The program, or why there is none and every record goes through the object lane. */
export function compileProgram(job: Job): Program | { readonly reason: string } {
  try {
    return compile(job)
  } catch (error) {
    if (error instanceof Undecidable) return { reason: error.reason }
    throw error
  }
}

function compile(job: Job): Program {
  const root = createPlace('')
  root.types = 1 << OBJECT
  const slots = assignSlots(root)
  takeMembers(job.content, slots)
  takeMembers(job.metadata, slots)
  if (job.weight) takeWeight(job.weight.path, slots)
  if (job.splitKey !== undefined) takeSplitKey(job.splitKey, slots)
  const requiredKeys =
    job.schema === undefined ? [] : applySchema(job.schema, job.content, slots.placeOf)

  const memory = createProgramMemory()
  const { view } = memory
  const set = (offset: number, value: number): void => view.setUint32(HEADER + offset, value, true)
  const setBits = (offset: number, numbers: Iterable<number>): void => {
    let bits = 0n
    for (const number of numbers) bits |= 1n << BigInt(number)
    view.setBigUint64(HEADER + offset, bits, true)
  }
  set(HEADER_ROOT, writeNode(memory, root))
  const line = writeLineProgram(memory, job, slots.numberOf)
  set(HEADER_OPERATIONS, line.start)
  set(HEADER_OPERATIONS_END, line.end)
  set(HEADER_CONTENT_END, line.contentEnd)
  const members = writeMembers(memory, job, slots)
  set(HEADER_MEMBERS, members.start)
  set(HEADER_MEMBERS_END, members.end)
  const produced = writeProduced(memory, job, slots)
  set(HEADER_PRODUCED, produced.start)
  set(HEADER_PRODUCED_END, produced.end)

  setBits(HEADER_REQUIRED, requiredSlots(job, requiredKeys, slots))
  setBits(HEADER_COLUMNS, slotsIn([...job.content, ...job.metadata], slots))
  setBits(HEADER_ANY, isAllOptional(job.metadata) ? slotsIn(job.metadata, slots) : [])
  set(HEADER_VISIBLE, job.skipsEmpty ? 1 : 0)
  if (job.minLength > job.maxLength) throw new Undecidable('no length is allowed')
  set(HEADER_MIN_LENGTH, Math.min(job.minLength, NO_LIMIT))
  set(HEADER_LENGTH_RANGE, Math.min(job.maxLength, NO_LIMIT) - Math.min(job.minLength, NO_LIMIT))
  const { path, otherwise = 1, min = 0, max = Infinity } = job.weight ?? {}
  set(HEADER_WEIGHT, path === undefined ? 0 : slots.numberOf(path) + 1)
  view.setFloat64(HEADER + HEADER_DEFAULT_WEIGHT, otherwise, true)
  view.setFloat64(HEADER + HEADER_MIN_WEIGHT, min, true)
  view.setFloat64(HEADER + HEADER_MAX_WEIGHT, max, true)
  set(HEADER_SPLIT, job.splitKey === undefined ? 0 : slots.numberOf(job.splitKey) + 1)
  const categoryFields = [...job.categories.keys()].filter((index) => {
    const category = job.categories[index]
    return category !== undefined && 'path' in category
  })
  if (categoryFields.length > MAX_CATEGORY_SOURCES) throw new Undecidable('too many categories')
  set(HEADER_CATEGORIES, writeCategories(memory, job, slots))
  set(HEADER_CATEGORY_COUNT, categoryFields.length)
  const categoryConstants = new Map(
    job.categories.flatMap((category, index) =>
      'constant' in category ? [[index, category.constant] as const] : [],
    ),
  )
  return { ...memory.take(), categoryFields, categoryConstants }
}

/** Gives numbers to the places whose values are remembered. */
interface Slots {
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
      for (const piece of value.pieces) if (typeof piece !== 'string') slots.use(piece.path, TEXT, 0)
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

function takeWeight(path: string, slots: Slots): void {
  slots.use(path, (1 << NUMBER) | (1 << INTEGER), F_NULL_IS_ABSENT)
}

function takeSplitKey(path: string, slots: Slots): void {
  slots.use(path, TEXT | (1 << NUMBER) | (1 << INTEGER) | (1 << BOOLEAN) | (1 << NULL), 0)
}

function* slotsIn(members: readonly Member[], slots: Slots): Generator<number> {
  for (const { value } of members) {
    if (value.kind === 'field') yield slots.numberOf(value.path)
    if (value.kind === 'object') yield* slotsIn(value.members, slots)
  }
}

/** Of what is written without being optional, and of what the schema wants. */
function* requiredSlots(job: Job, keys: readonly string[], slots: Slots): Generator<number> {
  for (const { key, value } of job.content) {
    if (value.kind === 'field' && value.isOptional === true && keys.includes(key)) {
      yield slots.numberOf(value.path)
    }
    yield* requiredIn(value, slots)
  }
  for (const { value } of job.metadata) yield* requiredIn(value, slots)
  for (const piece of job.produced) if (typeof piece !== 'string') yield slots.numberOf(piece.path)
}

function* requiredIn(value: Value, slots: Slots): Generator<number> {
  if (value.kind === 'field' && value.isOptional !== true) yield slots.numberOf(value.path)
  if (value.kind === 'object') for (const member of value.members) yield* requiredIn(member.value, slots)
  if (value.kind !== 'text') return
  for (const piece of value.pieces) if (typeof piece !== 'string') yield slots.numberOf(piece.path)
}

function isAllOptional(members: readonly Member[]): boolean {
  return members.every(({ value }) => value.kind === 'field' && value.isOptional === true)
}

function writeCategories({ allocate, view }: ProgramMemory, { categories }: Job, slots: Slots): number {
  const paths = categories.flatMap((category) => ('path' in category ? [category.path] : []))
  const start = allocate(4 * paths.length)
  for (const [index, path] of paths.entries()) {
    view.setUint32(start + 4 * index, slots.numberOf(path), true)
  }
  return start
}

interface Range {
  readonly start: number
  readonly end: number
}

/** Members of the content that are hashed one by one; none when what is written has to be read for it. */
function writeMembers(memory: ProgramMemory, { content }: Job, slots: Slots): Range {
  const fields = content.flatMap(({ key, value }) =>
    value.kind === 'field' ? [{ key, path: value.path }] : [],
  )
  const isFlat = fields.length === content.length
  const start = memory.allocate(fields.length * MEMBER_BYTES)
  if (!isFlat) return { start, end: start }
  const { view } = memory
  for (const [index, { key, path }] of fields.entries()) {
    const at = start + index * MEMBER_BYTES
    const written = memory.text(JSON.stringify(key).slice(1, -1))
    view.setUint32(at + MEMBER_KEY, written.at, true)
    view.setUint32(at + MEMBER_KEY_LENGTH, written.bytes, true)
    view.setUint32(at + MEMBER_SLOT, slots.numberOf(path), true)
  }
  return { start, end: start + fields.length * MEMBER_BYTES }
}

function writeProduced(memory: ProgramMemory, { produced }: Job, slots: Slots): Range {
  const { view } = memory
  const start = memory.allocate(Math.max(1, produced.length) * PIECE_BYTES)
  for (const [index, piece] of produced.entries()) {
    const at = start + index * PIECE_BYTES
    if (typeof piece === 'string') {
      const { at: literal, bytes } = memory.text(JSON.stringify(piece).slice(1, -1))
      view.setUint32(at + PIECE_LITERAL, literal, true)
      view.setUint32(at + PIECE_LITERAL_LENGTH, bytes, true)
      view.setUint32(at + PIECE_LITERAL_CODE_POINTS, countCodePoints(piece), true)
    } else view.setUint32(at + PIECE_SLOT, SLOTS + slots.numberOf(piece.path) * SLOT_BYTES, true)
  }
  return { start, end: start + produced.length * PIECE_BYTES }
}

/** Whether a schema is of a draft whose keywords mean what the kernel takes them for. */
export function isKnownDraft(schema: Job['schema']): boolean {
  const draft = isJsonObject(schema) ? schema.get('$schema') : undefined
  return typeof draft !== 'string' || !/draft-0?[34]\b/u.test(draft)
}
