import { fromPlain } from '../../kernel/plain-json.js'
import { roleFit } from '../columns/name-roles.js'
import { ownName, type Column } from '../columns/column.js'
import { countDifferent } from '../../schema/infer/shape.js'
import type { Candidate } from './candidate.js'
import type { ProposedKey } from './proposed-key.js'

/** Fewer records are not worth a test split. */
const LEAST_RECORDS = 20
/** From here on a twentieth is enough for each of two. */
const MANY_RECORDS = 1000
/** Fewer groups would make splits of unlike sizes. */
const LEAST_GROUPS = 50
/** Records without the key all share a split. */
const LEAST_FILLED = 0.99

export interface SplitFacts {
  readonly candidate: Candidate
  readonly columns: readonly Column[]
  /** Records looked at, and records there are, as far as anyone knows. */
  readonly seen: number
  readonly total: number
}

/** Nothing where there are too few records. */
export function proposeSplit(facts: SplitFacts): readonly ProposedKey[] | undefined {
  const key = facts.total < LEAST_RECORDS ? undefined : keyOf(facts)
  if (key === undefined) return undefined
  const ratios: readonly (readonly [string, number])[] =
    facts.total < MANY_RECORDS
      ? [
          ['train', 0.9],
          ['test', 0.1],
        ]
      : [
          ['train', 0.9],
          ['validation', 0.05],
          ['test', 0.05],
        ]
  return [key, { key: 'ratios', value: new Map(ratios) }]
}

function keyOf({ candidate, columns, seen }: SplitFacts): ProposedKey | undefined {
  const group = columns.find((column) => isGroup(column, seen))
  if (group)
    return {
      key: 'key',
      value: group.path,
      reason: 'records of one group share a split; a group by its name',
    }
  const own = candidate.fields.find(
    ({ field, columns: used }) => used.length > 0 && keyFields.some((name) => name === field),
  )
  const [first, second] = own?.columns ?? []
  if (own === undefined || first === undefined) return undefined
  if (second === undefined) {
    return {
      key: 'key',
      value: first.path,
      reason: 'records with the same value here share a split',
    }
  }
  const unique = columns.find((column) => isUnique(column, seen))
  return unique
    ? { key: 'key', value: unique.path, reason: 'differs from record to record' }
    : { key: 'key', value: fromPlain(own.source), reason: 'records of the same text share a split' }
}

/** Nearly, as the number of distinct values is an estimate. */
function isUnique({ filled, kind, shape, isItem }: Column, seen: number): boolean {
  const isScalar = kind === 'text' || kind === 'number'
  return isScalar && !isItem && filled === 1 && countDifferent(shape).count >= 0.8 * seen
}

/** What two samples have in common when they ask the same. */
const keyFields = [
  'instruction_field',
  'prompt_field',
  'user_field',
  'messages_field',
  'text_field',
  'chosen_field',
] as const

function isGroup(column: Column, seen: number): boolean {
  const { filled, kind, shape } = column
  if (filled < LEAST_FILLED || (kind !== 'text' && kind !== 'number') || column.isItem) return false
  if (roleFit(ownName(column), 'group') === 0) return false
  const distinct = countDifferent(shape).count
  return distinct >= LEAST_GROUPS && distinct >= seen / 1000
}
