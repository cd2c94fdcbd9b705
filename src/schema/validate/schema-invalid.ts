import { LoradexError } from '../../kernel/error.js'

export interface SchemaFault {
  /** JSON Pointer to the part of the schema that is wrong. */
  readonly pointer: string
  /** What was expected and what was seen there. */
  readonly problem: string
  readonly hint: string
  readonly cause?: unknown
}

/** The schema itself is wrong, so no value can be checked against it. */
export function schemaInvalid(fault: SchemaFault): LoradexError<'schema.invalid'> {
  const { pointer, problem, hint, cause } = fault
  return new LoradexError('schema.invalid', {
    message: `schema${pointer === '' ? '' : ` at ${pointer}`}: ${problem}`,
    details: { pointer, problem },
    hint,
    cause,
  })
}
