import type { Json } from '../kernel/json-value.js'

/** What the byte lane is to make of every record: mapping, checks and line, without functions. */
export interface Job {
  /** The members of the sample, in the order they are written. */
  readonly content: readonly Member[]
  /** What the model must produce; messages have their own. */
  readonly produced: TextValue | FieldValue | undefined
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
  /** Words of the produced text are counted. */
  readonly countsNgrams: boolean
  /** What the content must comply with. */
  readonly schema?: Json
  /** Samples that do not comply are not kept. */
  readonly rejectsInvalid: boolean
}

export interface Member {
  readonly key: string
  readonly value: Value
}

export type Value = FieldValue | LiteralValue | TextValue | ObjectValue | ArrayValue

/** A value of the record, written as it stands there. */
export interface FieldValue {
  readonly kind: 'field'
  /** As `compileFieldPath` reads it. */
  readonly path: string
  /** What it may be; a record with anything else is dropped, or is for the object lane. */
  readonly takes:
    | 'any'
    | 'any-but-null'
    | 'text'
    | 'text-or-else'
    | 'text-of-preference'
    | 'text-or-container'
    | 'array'
    | 'messages'
  /** The member is left out where there is no such value. @default false */
  readonly isOptional?: boolean
  /** A record without it is for the object lane: there are other ways to make the sample. @default false */
  readonly isUnsure?: boolean
  /** `null`, the empty text and the empty array count as no value. @default false */
  readonly skipsEmpty?: boolean
  /** A record with blank text is dropped. @default false */
  readonly isVisible?: boolean
  /** What stands for the messages of a record that has none. @default nothing */
  readonly turn?: Turn
}

/** Texts that make a conversation: an optional one of the system, then one of each speaker. */
export interface Turn {
  readonly system: TurnText
  /** Blank text of the user is none. */
  readonly user: TurnText
  readonly assistant: TurnText
}

/** Path of a field, or a text with whose gap it is absent. */
type TurnText = string | TextValue

export interface LiteralValue {
  readonly kind: 'literal'
  readonly value: Json
  /** Means nothing: a literal is always there. */
  readonly isUnsure?: boolean
}

/** Literal text and values of the record, as one text. */
export interface TextValue {
  readonly kind: 'text'
  readonly pieces: readonly TextPiece[]
  /** A record with a gap in it is for the object lane. @default false */
  readonly isUnsure?: boolean
  /** The member is left out where there is a gap in it. @default false */
  readonly isOptional?: boolean
  /** … and where it is empty. @default false */
  readonly skipsEmpty?: boolean
  /** A record that makes it blank is dropped. @default false */
  readonly isVisible?: boolean
  /** It is the JSON of an array: of messages, or of anything, which is then kept as text. @default neither */
  readonly holds?: 'messages' | 'list'
}

/** Literal text, or what becomes text. Values other than texts are written as JSON. */
export type TextPiece = string | ValuePiece | BuiltPiece | IfPiece | EachPiece | TranscriptPiece

/** A missing value leaves a gap, and so does `null`, unless a step makes something of it. */
interface ValuePiece {
  readonly kind: 'value'
  /** Of a field; within `each` the empty path is the item. */
  readonly path: string
  readonly steps: readonly TextStep[]
  /** Anything but text and `null` is for the object lane. @default false */
  readonly isText?: boolean
}

/**
 * One of three fields, if there is a prompt; otherwise what two transcripts have in common up to the
 * last turn of the assistant, or what follows it in one of them.
 */
export interface TranscriptPiece {
  readonly kind: 'transcript'
  readonly part: 'prompt' | 'chosen' | 'rejected'
  /** Paths of the fields. */
  readonly prompt: string
  readonly chosen: string
  readonly rejected: string
}

/** A text of the job, as JSON. */
interface BuiltPiece {
  readonly kind: 'built'
  readonly text: TextValue
}

/** As the filters of templates of the same names. */
export type TextStep =
  | { readonly name: 'trim' | 'json' }
  | { readonly name: 'default'; readonly text: string }
  | { readonly name: 'replace'; readonly old: string; readonly replacement: string }

interface IfPiece {
  readonly kind: 'if'
  /** Of a field; `@index` holds from the second item on. */
  readonly path: string
  readonly body: readonly TextPiece[]
  readonly otherwise: readonly TextPiece[]
}

interface EachPiece {
  readonly kind: 'each'
  readonly path: string
  readonly body: readonly TextPiece[]
}

interface ObjectValue {
  readonly kind: 'object'
  readonly members: readonly Member[]
}

interface ArrayValue {
  readonly kind: 'array'
  /** None of them is optional. */
  readonly items: readonly Value[]
}

export interface JobWeight {
  readonly path: string
  /** Where the record has none. */
  readonly otherwise: number
  /** It grows with the length of the produced text. */
  readonly isByLength: boolean
  readonly min: number
  readonly max: number
}
