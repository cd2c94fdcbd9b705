import type { Json } from '../../kernel/json-value.js'
import type { FieldReader } from '../../kernel/field-path.js'
import type { Shape } from '../../schema/infer/shape.js'
import type { TextTraits } from './text-traits.js'

/** What the values of a column are; `mixed` for scalars of more than one type. */
export type ColumnKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'mixed'
  | 'messages'
  | 'list'
  | 'object'
  | 'empty'

/** A place in the records that a recipe can name. */
export interface Column {
  /** As a recipe writes it. */
  readonly path: string
  /** Its keys, from the outermost on. */
  readonly keys: readonly string[]
  readonly kind: ColumnKind
  /** Leads into a list, to its first item: better columns come first. */
  readonly isItem: boolean
  readonly shape: Shape
  /** Share of records with a value that is not null and not blank text. */
  readonly filled: number
  /** Of the first record that has a value. */
  readonly example: Json | undefined
  readonly read: FieldReader
  /** Absent where no value is text. */
  readonly traits?: TextTraits
}

/** The name of the column itself, without the objects it is in. */
export function ownName({ keys, isItem }: Column): string {
  return (isItem ? keys.filter((key) => key !== '0') : keys).at(-1) ?? ''
}
