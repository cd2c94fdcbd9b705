import type { SchemaError } from '../validate/validator.js'
import { detailedOutput } from './detailed-output.js'
import type { OutputFormat, OutputUnit, StandardOutput } from './output-unit.js'
import { unitOf } from './unit-of.js'

/**
 * The errors of a value as one of the output formats of JSON Schema: `flag` says whether it is valid,
 * `basic` lists the errors, `detailed` nests them as the schema does.
 *
 * @example
 * ```ts
 * import { compileSchema, fromPlain, standardOutput } from 'loradex/schema'
 *
 * const { errors } = compileSchema(fromPlain({ properties: { a: { minLength: 2 } } }))
 * console.log(standardOutput(errors(fromPlain({ a: 'x' })), 'basic'))
 * ```
 */
export function standardOutput(
  errors: readonly SchemaError[],
  format: OutputFormat,
): StandardOutput {
  const valid = errors.length === 0
  switch (format) {
    case 'flag':
      return { valid }
    case 'basic':
      return valid ? root(true) : { valid, errors: errors.map(unitOf) }
    case 'detailed':
      return valid ? root(true) : detailedOutput(errors)
  }
}

function root(valid: boolean): OutputUnit {
  return { valid, keywordLocation: '', instanceLocation: '' }
}
