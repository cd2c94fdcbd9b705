import type { FieldMapping, StyleName } from '../../recipe/recipe.js'
import type { Column } from '../columns/column.js'

/** A style with the columns that it could be made of. */
export interface Candidate {
  readonly style: Exclude<StyleName, 'custom'>
  readonly fields: readonly MappedField[]
  /** How sure names and contents make it, 0 to 1. */
  readonly strength: number
}

export interface MappedField {
  readonly field: keyof FieldMapping
  readonly source: FieldMapping[keyof FieldMapping]
  readonly columns: readonly Column[]
  /** Why, in a few words. */
  readonly reason: string
}
