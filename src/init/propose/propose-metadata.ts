import type { Json } from '../../kernel/json-value.js'
import { ownName, type Column } from '../columns/column.js'
import { mentions, roleFit } from '../columns/name-roles.js'
import { isLabel } from './is-label.js'
import type { ProposedKey } from './proposed-key.js'

/** More facts than these are noise. */
const MOST_FIELDS = 6
/** In code units: a fact is no text. */
const LONGEST_FACT = 200

/** A column whose name says nothing must have values in as many records. */
const LEAST_FILLED = 0.5

/** One whose name says something, in as many. */
const RARELY_FILLED = 0.1

/** Identifiers, sources, categories and the like, that say what a sample is without being part of it. */
export function proposeMetadata(
  columns: readonly Column[],
  used: readonly Column[],
): readonly ProposedKey[] {
  const chosen = columns
    .filter((column) => isFact(column) && !used.includes(column))
    .map((column) => ({ column, fit: factFit(column) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((left, right) => right.fit - left.fit)
    .slice(0, MOST_FIELDS)
    .map(({ column }) => column)
  if (chosen.length === 0) {
    const reason = 'no column of categories, sources or the like'
    return [{ key: 'include_metadata', value: false, reason }]
  }
  const inOrder = columns.filter((column) => chosen.includes(column))
  const reason = 'what the samples are, for filters and reports; never part of the text'
  return [{ key: 'metadata_fields', value: fieldsOf(inOrder), reason }]
}

/** Names where the path is one; else the last key of the path, if no other field has it. */
function fieldsOf(columns: readonly Column[]): Json {
  if (columns.every(({ path, keys }) => keys.length === 1 && path === keys[0])) {
    return columns.map(({ path }) => path)
  }
  const names = new Map<string, Json>()
  for (const column of columns) {
    const own = ownName(column)
    names.set(own === '' || own === '__proto__' || names.has(own) ? column.path : own, column.path)
  }
  return names
}

function isFact({ kind, isItem, traits, filled, shape, keys }: Column): boolean {
  const { medianLength = 0, prose = 0 } = traits ?? {}
  if (isItem || filled === 0 || keys.length > 2) return false
  if (medianLength > LONGEST_FACT || prose > 0.9) return false
  if (kind === 'list') return isTags(shape)
  return kind === 'text' || kind === 'number' || kind === 'boolean'
}

/** A list of texts alone. */
function isTags({ lists }: Column['shape']): boolean {
  const { items } = lists
  if (items === undefined || items.texts.count === 0) return false
  const others = items.numbers.whole + items.numbers.other + items.lists.count + items.objects.count
  return others + items.trues + items.falses === 0 && items.texts.lengths.longest <= LONGEST_FACT
}

function factFit(column: Column): number {
  const name = ownName(column)
  const isCommon = column.filled >= (column.keys.length === 1 ? RARELY_FILLED : LEAST_FILLED)
  if (!isCommon) return 0
  const named = Math.max(roleFit(name, 'facts'), roleFit(name, 'label'), 0.9 * roleFit(name, 'id'))
  if (named > 0 || roleFit(name, 'group') > 0) return 0.5 + named / 2
  const isAnswer = mentions(name, 'output') || mentions(name, 'instruction')
  const isClear = column.filled >= LEAST_FILLED && column.keys.length === 1 && !isAnswer
  return isClear && isLabel(column) ? 0.4 : 0
}
