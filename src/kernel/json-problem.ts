/** Why bytes are not a JSON value that can be kept exactly. Public as reject codes. */
export type JsonProblemCode =
  | 'invalid-utf8'
  | 'invalid-json'
  | 'duplicate-key'
  | 'lone-surrogate'
  | 'too-deep'
  | 'key-too-long'
  | 'too-many-keys'

export interface JsonProblem {
  readonly code: JsonProblemCode
  /** Byte position of the fault, counted from the start of the value. */
  readonly offset: number
  /** What was found there, in a few words; never a piece of the record longer than a key. */
  readonly found: string
}
