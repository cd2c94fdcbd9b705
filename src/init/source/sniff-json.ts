import { LoradexError } from '../../kernel/error.js'
import { isJsonArray, isJsonObject, jsonKind, type Json } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { arrayWithin } from './array-within.js'
import type { FileKind } from './file-kind.js'
import { firstArray } from './first-array.js'

const LINE_FEED = 0x0a

export interface JsonHead {
  readonly input: string
  /** The head is the whole file. */
  readonly isWhole: boolean
}

/**
 * Tells JSON Lines, an array of records, an object with the array in it, and a single record apart.
 * @throws `source.wrong-format` when the records would be no objects.
 */
export function sniffJson(head: Buffer, { input, isWhole }: JsonHead): FileKind {
  const start = head.findIndex((byte) => byte > 0x20 && byte < 0x80)
  const lineFeed = head.indexOf(LINE_FEED, start)
  const firstLine = lineFeed === -1 ? undefined : valueOf(head.subarray(start, lineFeed))
  const hasMore = lineFeed !== -1 && head.subarray(lineFeed).some((byte) => byte > 0x20)
  if (firstLine !== undefined && hasMore) return objectsOnly({ type: 'jsonl' }, firstLine, input)
  if (head[start] === 0x5b) {
    const [first] = elementsOf(head.subarray(start))
    return objectsOnly({ type: 'json' }, first, input)
  }
  const whole = valueOf(head)
  const isCut = whole === undefined && !isWhole
  const records = isCut ? firstArray(head.subarray(start)) : arrayWithin(whole ?? null)
  if (records !== undefined) return { type: 'json', records }
  return { type: whole !== undefined && /\.(?:jsonl|ndjson)\b/u.test(input) ? 'jsonl' : 'json' }
}

function objectsOnly(kind: FileKind, first: Json | undefined, input: string): FileKind {
  if (first === undefined || isJsonObject(first)) return kind
  throw new LoradexError('source.wrong-format', {
    message: `expected objects as records in ${input}, saw ${jsonKind(first)}s`,
    details: { input, expected: 'JSON objects' },
    hint: 'Give each value a name, as in {"text": …}.',
  })
}

/** The first element of an array that may be cut off, as far as it is complete. */
function elementsOf(bytes: Buffer): readonly Json[] {
  const whole = valueOf(bytes)
  if (isJsonArray(whole)) return whole
  const text = bytes.subarray(1).toString('utf8').trimStart()
  if (text.startsWith('{')) return []
  const scalar = /^(?:"(?:[^"\\]|\\.)*"|\[|-?\d[\d.eE+-]*|true|false|null)/u.exec(text)?.[0]
  if (scalar === undefined) return []
  return scalar === '[' ? [[]] : [valueOf(Buffer.from(scalar)) ?? null]
}

function valueOf(bytes: Uint8Array): Json | undefined {
  const parsed = parseJson(bytes)
  return 'value' in parsed ? parsed.value : undefined
}
