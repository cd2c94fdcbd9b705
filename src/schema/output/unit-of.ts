import type { SchemaError } from '../validate/validator.js'
import type { OutputUnit } from './output-unit.js'

export function unitOf(error: SchemaError): OutputUnit {
  const { schemaPointer, keywordLocation = schemaPointer, instancePointer, message } = error
  return {
    valid: false,
    keywordLocation,
    absoluteKeywordLocation: schemaPointer.includes('#') ? schemaPointer : `#${schemaPointer}`,
    instanceLocation: instancePointer,
    error: message,
  }
}
