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
  /** Samples that do not comply are not kept. */
  readonly rejectsInvalid: boolean
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
  /** What it may be; a record with anything else is dropped, or is for the object lane. */
  readonly takes: 'any' | 'text' | 'text-of-preference' | 'text-or-container' | 'array' | 'messages'
  /** The member is left out where there is no such value. @default false */
  readonly isOptional?: boolean
  /** A record without it is for the object lane: there are other ways to make the sample. @default false */
  readonly isUnsure?: boolean
  /** `null`, the empty text and the empty array count as no value. @default false */
  readonly skipsEmpty?: boolean
  /** A record with blank text is dropped. @default false */
  readonly isVisible?: boolean
}

export interface LiteralValue {
  readonly kind: 'literal'
  readonly value: Json
  /** Means nothing: a literal is always there. */
  readonly isUnsure?: boolean
}

/** Texts of the record with literal text between them, as one text. */
export interface TextValue {
  readonly kind: 'text'
  readonly pieces: readonly TextPiece[]
  /** A record with a gap in it is for the object lane. @default false */
  readonly isUnsure?: boolean
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
