import type { Json } from '../../kernel/json-value.js'

/** A JSON Schema, compiled once. */
export interface Validator {
  /** Whether the value is valid; the quick way. */
  accepts(value: Json): boolean
  /** Everything wrong with the value, in schema order; empty when it is valid. */
  errors(value: Json): readonly SchemaError[]
}

export interface SchemaError {
  /** Keyword that failed, for example `minLength`. */
  readonly keyword: string
  /** JSON Pointer to the part of the value that is wrong; empty for the whole. */
  readonly instancePointer: string
  /** JSON Pointer to the keyword in the schema. */
  readonly schemaPointer: string
  /** The same as the validator went: through `$ref`, where it followed one. @default `schemaPointer` */
  readonly keywordLocation?: string
  /** One line for people: `Field 'instruction' too short (min 10 chars)`. */
  readonly message: string
}
