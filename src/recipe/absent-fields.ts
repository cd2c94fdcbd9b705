import { compileFieldPath, fieldKeys, type FieldReader } from '../kernel/field-path.js'
import { isLoradexError } from '../kernel/error.js'
import { isJsonObject, type JsonObject } from '../kernel/json-value.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { parseJson } from '../kernel/parse-json.js'
import type { Source, SourcePart } from '../sources/source.js'
import { digits } from './digits.js'
import type { PlacedRecipe } from './load-recipe.js'
import { showPath } from './recipe-problem.js'
import { wantedFields, type WantedField } from './wanted-fields.js'

/** Enough to tell a field that few records have from one that none has. */
const RECORDS_LOOKED_AT = 1000
/** More names help nobody. */
const MOST_NAMED = 6
/** Records whose keys are data may have any number of them. */
const MOST_COLUMNS = 500

/**
 * A line for each field that the recipe reads and that none of the first records has, with the one
 * that may have been meant. Of fields that may be absent only those that look misspelt.
 */
export async function absentFields(
  { recipe, placeOf = showPath }: PlacedRecipe,
  source: Source,
  parts: readonly SourcePart[],
): Promise<readonly string[]> {
  const wanted = wantedFields(recipe)
  const known = source.columns?.()
  if (known !== undefined) {
    const absent = wanted.filter(({ paths }) => !paths.some((path) => isColumn(path, known)))
    return linesOf(absent, { columns: known, whose: 'no record has' }, placeOf)
  }
  const seen = await lookAt(wanted, source, parts)
  if (seen.records === 0) return []
  const whose =
    seen.records === 1
      ? 'the first record does not have'
      : `none of the first ${digits(seen.records)} records has`
  return linesOf(seen.absent, { columns: [...seen.columns], whose }, placeOf)
}

/** Only names of whole columns are known, not what is in them. */
function isColumn(path: string, columns: readonly string[]): boolean {
  const [first = ''] = fieldKeys(path)
  return columns.includes(path) || columns.includes(first)
}

interface Seen {
  readonly columns: readonly string[]
  /** Begins the sentence whose object is the path. */
  readonly whose: string
}

function linesOf(
  absent: readonly WantedField[],
  { columns, whose }: Seen,
  placeOf: NonNullable<PlacedRecipe['placeOf']>,
): readonly string[] {
  return absent.flatMap(({ key, paths: [path = ''], isRequired }) => {
    const meant = nearestWord(path.replace(/^\//u, ''), columns)
    if (meant === undefined && !isRequired) return []
    const some = columns.slice(0, MOST_NAMED).join(', ')
    const there = columns.length === 0 ? 'nothing' : some
    const has = whose.startsWith('the first') ? 'it has' : 'they have'
    const advice = meant === undefined ? `: ${has} ${there}` : `, did you mean ${meant}?`
    return [`${placeOf(key)}: ${whose} ${path}${advice}`]
  })
}

interface Looked {
  readonly records: number
  readonly absent: readonly WantedField[]
  readonly columns: ReadonlySet<string>
}

/** Stops as soon as every field was seen, which most often is in the first record. */
async function lookAt(
  wanted: readonly WantedField[],
  source: Source,
  parts: readonly SourcePart[],
): Promise<Looked> {
  const readers = new Map(wanted.map((field) => [field, field.paths.map(compileFieldPath)]))
  const columns = new Set<string>()
  let records = 0
  for await (const record of firstRecords(source, parts)) {
    records += 1
    addColumns(columns, record)
    for (const [field, reads] of readers) if (hasAny(record, reads)) readers.delete(field)
    if (readers.size === 0) break
  }
  return { records, absent: [...readers.keys()], columns }
}

function hasAny(record: JsonObject, reads: readonly FieldReader[]): boolean {
  return reads.some((read) => (read(record) ?? null) !== null)
}

/** Keys, and those within them, as paths. */
function addColumns(columns: Set<string>, record: JsonObject): void {
  for (const [key, value] of record) {
    if (columns.size >= MOST_COLUMNS) return
    columns.add(key)
    if (isJsonObject(value)) for (const inner of value.keys()) columns.add(`${key}.${inner}`)
  }
}

/** What cannot be read is for the export to say. */
async function* firstRecords(
  source: Source,
  parts: readonly SourcePart[],
): AsyncGenerator<JsonObject, void, undefined> {
  let count = 0
  try {
    for (const part of parts) {
      for await (const { bytes, spans } of source.read(part)) {
        for (let at = 0; at < spans.length; at += 2) {
          if (count >= RECORDS_LOOKED_AT) return
          count += 1
          const parsed = parseJson(bytes, { start: spans[at] ?? 0, end: spans[at + 1] ?? 0 })
          if ('value' in parsed && isJsonObject(parsed.value)) yield parsed.value
        }
      }
    }
  } catch (error) {
    if (!isLoradexError(error)) throw error
  }
}
