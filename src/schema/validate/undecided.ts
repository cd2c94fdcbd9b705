import type { SchemaError } from './validator.js'

/** Thrown while a value is judged: its schema gives no verdict on it within bounds. The value is refused. */
export class Undecided extends Error {
  /** What is wrong with the value then. */
  readonly error: SchemaError

  constructor({ keyword, pointer, problem }: Unfinished) {
    super(problem)
    this.error = {
      keyword,
      instancePointer: '',
      schemaPointer: pointer,
      keywordLocation: pointer,
      message: `Sample ${problem}`,
    }
  }
}

export interface Unfinished {
  readonly keyword: string
  /** JSON Pointer to the keyword in the schema. */
  readonly pointer: string
  /** Goes on after `Sample`. */
  readonly problem: string
}
