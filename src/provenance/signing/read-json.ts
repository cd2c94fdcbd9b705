import type { z } from 'zod'
import { parseJson } from '../../kernel/parse-json.js'
import { toPlain } from '../../kernel/plain-json.js'
import { malformed } from './signature-failure.js'

interface JsonPlace {
  readonly shown: string
  /** After "expected": `a Sigstore bundle`. */
  readonly expected: string
}

/**
 * What was signed, read strictly: a key twice, or bytes that are no UTF-8, could mean one thing here
 * and another to the next reader.
 * @throws `signature.invalid`
 */
export function readJson<Value>(
  bytes: Uint8Array,
  shape: z.ZodType<Value>,
  { shown, expected }: JsonPlace,
): Value {
  const parsed = parseJson(bytes)
  if ('problem' in parsed) throw malformed(shown, expected, parsed.problem.found)
  const read = shape.safeParse(toPlain(parsed.value))
  if (read.success) return read.data
  const [issue] = read.error.issues
  const path = issue?.path.map(String).join('.') ?? ''
  const unknown = issue?.code === 'unrecognized_keys' ? ' with a member too many' : ''
  throw malformed(shown, expected, `another value${path === '' ? '' : ` at ${path}`}${unknown}`)
}
