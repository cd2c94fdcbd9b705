import { ownName, type Column } from '../columns/column.js'
import { roleFit } from '../columns/name-roles.js'
import type { Role } from '../columns/role-words.data.js'

export interface FoundColumn {
  readonly column: Column
  /** How well its name fits, 0 to 1. */
  readonly fit: number
}

/** Members of objects, and first items of lists, are less likely than what stands at the top. */
const WITHIN = 0.95
const ITEM = 0.85

/** The column whose name fits a role best among those that can be used for it. */
export function findColumn(
  columns: readonly Column[],
  role: Role,
  canBe: (column: Column) => boolean,
): FoundColumn | undefined {
  const [best] = columns
    .filter((column) => column.filled > 0 && canBe(column))
    .map((column) => ({ column, fit: fitOf(column, role) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((left, right) => right.fit - left.fit || right.column.filled - left.column.filled)
  return best
}

function fitOf(column: Column, role: Role): number {
  const depth = column.keys.filter((key) => key !== '0').length - 1
  return roleFit(ownName(column), role) * WITHIN ** depth * (column.isItem ? ITEM : 1)
}

export function isText({ kind, traits }: Column): boolean {
  return kind === 'text' || (kind === 'mixed' && traits !== undefined)
}

/** Text, or what a template makes text of. */
export function isScalar({ kind }: Column): boolean {
  return kind === 'text' || kind === 'number' || kind === 'boolean' || kind === 'mixed'
}
