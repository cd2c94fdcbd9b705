import type { SchemaError } from './validator.js'

/** An error while others are looked for. Most of those in branches are given up, so places are found last. */
export interface FoundError extends Pick<SchemaError, 'keyword' | 'instancePointer' | 'message'> {
  locate(): Pick<SchemaError, 'schemaPointer' | 'keywordLocation'>
}

export function placedError({
  keyword,
  instancePointer,
  message,
  locate,
}: FoundError): SchemaError {
  return { keyword, instancePointer, ...locate(), message }
}
