import { isJsonObject, type Json } from '../../kernel/json-value.js'
import { applySchema } from './apply-schema.js'
import type { FieldValue, Job, Member, TextValue, Value } from '../job.js'
import {
  HEADER,
  HEADER_ANY,
  HEADER_BASE_WEIGHT,
  HEADER_BY_LENGTH,
  HEADER_CATEGORIES,
  HEADER_CATEGORY_COUNT,
  HEADER_COLUMNS,
  HEADER_CONTENT_END,
  HEADER_DEFAULT_WEIGHT,
  HEADER_DROPS,
  HEADER_LENGTH_RANGE,
  HEADER_MAX_WEIGHT,
  HEADER_MEMBERS,
  HEADER_MEMBERS_END,
  HEADER_MIN_LENGTH,
  HEADER_MIN_WEIGHT,
  HEADER_OPERATIONS,
  HEADER_OPERATIONS_END,
  HEADER_NGRAMS,
  HEADER_PRODUCED,
  HEADER_TEXTS,
  HEADER_TEXTS_END,
  HEADER_TURN,
  HEADER_REQUIRED,
  HEADER_ROOT,
  HEADER_SPLIT,
  HEADER_UNSURE,
  HEADER_VISIBLE,
  HEADER_WEIGHT,
  MAX_CATEGORY_SOURCES,
} from '../layout.js'
import { MEMBER_BYTES, MEMBER_KEY, MEMBER_KEY_LENGTH, MEMBER_SLOT } from '../program-layout.js'
import { clampedWeight } from './clamped-weight.js'
import { createPlace, NO_LIMIT } from './place.js'
import { createProgramMemory, type ProgramMemory } from './program-memory.js'
import { takeFields, type Slots } from './take-fields.js'
import { Undecidable } from './undecidable.js'
import { writeLineProgram } from './write-line.js'
import { writeNode } from './write-places.js'
import { writeTexts } from './write-texts.js'
import { writeTurn } from './write-turn.js'

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
  if (!isKnownDraft(job.schema)) throw new Undecidable('a schema of a draft before 4')
  const root = createPlace('')
  const slots = takeFields(root, job)
  const requiredKeys = job.schema === undefined ? [] : applySchema(job.schema, job.content, slots)
  const memory = createProgramMemory()
  const header = headerOf(memory)
  header.word(HEADER_ROOT, writeNode(memory, root))
  const line = writeLineProgram(memory, job, slots)
  header.range(HEADER_OPERATIONS, HEADER_OPERATIONS_END, line)
  header.word(HEADER_CONTENT_END, line.contentEnd)
  header.range(HEADER_MEMBERS, HEADER_MEMBERS_END, writeMembers(memory, job, slots))
  header.range(HEADER_TEXTS, HEADER_TEXTS_END, writeTexts(memory, slots))
  header.word(HEADER_TURN, writeTurn(memory, job, slots))
  header.word(HEADER_NGRAMS, Number(job.countsNgrams))
  header.word(HEADER_PRODUCED, job.produced === undefined ? 0 : slotOf(job.produced, slots) + 1)
  header.bits(HEADER_REQUIRED, requiredSlots(job, requiredKeys, slots))
  header.bits(HEADER_UNSURE, unsureSlots(job.content, slots))
  header.word(HEADER_DROPS, job.schema === undefined || job.rejectsInvalid ? 1 : 0)
  header.bits(HEADER_COLUMNS, slotsIn([...job.content, ...job.metadata], slots))
  header.bits(HEADER_ANY, isAllOptional(job.metadata) ? slotsIn(job.metadata, slots) : [])
  header.word(HEADER_VISIBLE, job.skipsEmpty ? 1 : 0)
  writeLimits(header, job)
  writeWeight(header, job, slots)
  header.word(HEADER_SPLIT, job.splitKey === undefined ? 0 : slots.numberOf(job.splitKey) + 1)
  const { fields, constants } = categoriesOf(job)
  header.word(HEADER_CATEGORIES, writeCategories(memory, job, slots))
  header.word(HEADER_CATEGORY_COUNT, fields.length)
  return { ...memory.take(), categoryFields: fields, categoryConstants: constants }
}

/** Writes entries of the header. */
function headerOf({ view }: ProgramMemory) {
  const word = (offset: number, value: number): void => view.setUint32(HEADER + offset, value, true)
  return {
    word,
    number: (offset: number, value: number): void => view.setFloat64(HEADER + offset, value, true),
    range(start: number, end: number, range: Range): void {
      word(start, range.start)
      word(end, range.end)
    },
    bits(offset: number, numbers: Iterable<number>): void {
      let bits = 0n
      for (const number of numbers) bits |= 1n << BigInt(number)
      view.setBigUint64(HEADER + offset, bits, true)
    },
  }
}

type Header = ReturnType<typeof headerOf>

function writeLimits(header: Header, { minLength, maxLength }: Job): void {
  const most = Math.min(maxLength, NO_LIMIT)
  if (minLength > most) throw new Undecidable('no length is allowed')
  header.word(HEADER_MIN_LENGTH, minLength)
  header.word(HEADER_LENGTH_RANGE, most - minLength)
}

function writeWeight(header: Header, { weight }: Job, slots: Slots): void {
  if (weight) header.word(HEADER_WEIGHT, slots.numberOf(weight.path) + 1)
  header.number(HEADER_DEFAULT_WEIGHT, weight ? clampedWeight(weight) : 1)
  header.number(HEADER_BASE_WEIGHT, weight?.otherwise ?? 1)
  header.word(HEADER_BY_LENGTH, weight?.isByLength === true ? 1 : 0)
  header.number(HEADER_MIN_WEIGHT, weight?.min ?? 0)
  header.number(HEADER_MAX_WEIGHT, weight?.max ?? Infinity)
}

function categoriesOf({ categories }: Job) {
  const fields: number[] = []
  const constants = new Map<number, Json>()
  for (const [index, category] of categories.entries()) {
    if ('path' in category) fields.push(index)
    else constants.set(index, category.constant)
  }
  if (fields.length > MAX_CATEGORY_SOURCES) throw new Undecidable('too many categories')
  return { fields, constants }
}

function* slotsIn(members: readonly Member[], slots: Slots): Generator<number> {
  for (const { value } of members) {
    if (value.kind === 'field' || value.kind === 'text') yield slotOf(value, slots)
    yield* slotsIn(membersWithin(value), slots)
  }
}

function slotOf(value: FieldValue | TextValue, slots: Slots): number {
  return value.kind === 'field' ? slots.numberOf(value.path) : slots.numberOfText(value)
}

function membersWithin(value: Value): readonly Member[] {
  if (value.kind === 'object') return value.members
  return value.kind === 'array' ? value.items.map((item) => ({ key: '', value: item })) : []
}

/** Of what is written without being optional, and of what the schema wants. */
function* requiredSlots(job: Job, keys: readonly string[], slots: Slots): Generator<number> {
  for (const { key, value } of job.content) {
    if (isOptional(value) && keys.includes(key)) yield slotOf(value, slots)
    yield* requiredIn(value, slots)
  }
  for (const { value } of job.metadata) yield* requiredIn(value, slots)
  if (job.produced) yield slotOf(job.produced, slots)
}

/** Of what leaves a record to the object lane where it is absent. */
function* unsureSlots(members: readonly Member[], slots: Slots): Generator<number> {
  for (const { value } of members) {
    const isUnsure = 'isUnsure' in value && value.isUnsure
    if (isUnsure) yield* requiredIn(value, slots)
  }
}

function isOptional(value: Value): value is FieldValue | TextValue {
  return (value.kind === 'field' || value.kind === 'text') && value.isOptional === true
}

function* requiredIn(value: Value, slots: Slots): Generator<number> {
  if (value.kind === 'field' || value.kind === 'text') {
    if (value.isOptional !== true) yield slotOf(value, slots)
  }
  if (value.kind === 'text') yield* transcriptSlots(value, slots)
  for (const member of membersWithin(value)) yield* requiredIn(member.value, slots)
}

/** Without an answer there is no looking for what both begin with. */
function* transcriptSlots({ pieces }: TextValue, slots: Slots): Generator<number> {
  for (const piece of pieces) {
    if (typeof piece === 'string' || piece.kind !== 'transcript') continue
    yield slots.numberOf(piece.chosen)
    yield slots.numberOf(piece.rejected)
  }
}

function isAllOptional(members: readonly Member[]): boolean {
  return members.every(({ value }) => isOptional(value))
}

function writeCategories(
  { allocate, view }: ProgramMemory,
  { categories }: Job,
  slots: Slots,
): number {
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
    value.kind === 'field' || value.kind === 'text' ? [{ key, value }] : [],
  )
  const isFlat = fields.length === content.length
  const start = memory.allocate(fields.length * MEMBER_BYTES)
  if (!isFlat) return { start, end: start }
  const { view } = memory
  for (const [index, { key, value }] of fields.entries()) {
    const at = start + index * MEMBER_BYTES
    const written = memory.text(JSON.stringify(key).slice(1, -1))
    view.setUint32(at + MEMBER_KEY, written.at, true)
    view.setUint32(at + MEMBER_KEY_LENGTH, written.bytes, true)
    view.setUint32(at + MEMBER_SLOT, slotOf(value, slots), true)
  }
  return { start, end: start + fields.length * MEMBER_BYTES }
}

/** Whether a schema is of a draft whose keywords mean what the kernel takes them for. */
function isKnownDraft(schema: Job['schema']): boolean {
  const draft = isJsonObject(schema) ? schema.get('$schema') : undefined
  return typeof draft !== 'string' || !/draft-0?3\b/u.test(draft)
}
