import type { Json } from '../kernel/json-value.js'

/** What the byte lane is to make of every record: mapping, checks and line, without functions. */
export interface Job {
  /** The members of the sample, in the order they are written. */
  readonly content: readonly Member[]
  /** What the model must produce: literal texts and values, one after another. */
  readonly produced: readonly ProducedPiece[]
  /** A sample whose produced text has no visible character is not kept. */
  readonly skipsEmpty: boolean
  /** Of the produced text, in code points. */
  readonly minLength: number
  readonly maxLength: number
  readonly weight?: JobWeight
  /** Members of `metadata`, each left out where the record does not have it. */
  readonly metadata: readonly Member[]
  /** JSON text of `__schema__`. */
  readonly schemaText?: string
  /** Field that decides the split. */
  readonly splitKey?: string
  /** Where the values come from that group samples: a field, or the same for all. */
  readonly categories: readonly ({ readonly path: string } | { readonly constant: Json })[]
  /** What the content must comply with. */
  readonly schema?: Json
}

export interface Member {
  readonly key: string
  readonly value: Value
}

export type Value = FieldValue | LiteralValue | TextValue | ObjectValue

/** A value of the record, written as it stands there. */
export interface FieldValue {
  readonly kind: 'field'
  /** As `compileFieldPath` reads it. */
  readonly path: string
  /** What it may be; anything else is for the object lane. */
  readonly takes: 'any' | 'text' | 'text-or-container' | 'array' | 'messages'
  /** The member is left out where there is no such value. @default false */
  readonly isOptional?: boolean
  /** `null` and the empty text count as no value. @default false */
  readonly skipsEmpty?: boolean
  /** Blank text is for the object lane. @default false */
  readonly isVisible?: boolean
  /** So is an array without items. @default false */
  readonly hasItems?: boolean
}

interface LiteralValue {
  readonly kind: 'literal'
  readonly value: Json
}

/** Texts of the record with literal text between them, as one text. */
interface TextValue {
  readonly kind: 'text'
  readonly pieces: readonly TextPiece[]
}

/** Literal text, or the path of a text. */
export type TextPiece = string | { readonly path: string }

interface ObjectValue {
  readonly kind: 'object'
  readonly members: readonly Member[]
}

/** Literal text, or the path of a value: containers count as the JSON they are written as. */
export type ProducedPiece = string | { readonly path: string }

interface JobWeight {
  readonly path: string
  /** Where the record has none; already within the limits. */
  readonly otherwise: number
  readonly min: number
  readonly max: number
}
