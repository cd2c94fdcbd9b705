import { createHash } from 'node:crypto'
import { parseJson } from '../../kernel/parse-json.js'
import { canonicalJson } from '../../kernel/write-json.js'

/** Bytes of a hash in an index: two of 10^12 records share one with a chance of 1 in 10^14. */
export const HASH_BYTES = 16

/** Of a record as it was read, however its members were ordered and blanks were set. */
export function recordHash(record: Uint8Array): Buffer {
  const parsed = parseJson(record)
  const text = 'value' in parsed ? canonicalJson(parsed.value) : record
  return createHash('sha256').update(text).digest().subarray(0, HASH_BYTES)
}
