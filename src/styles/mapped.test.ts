// Not a test itself: runs styles on plain objects for the tests beside it.
import assert from 'node:assert/strict'
import { isJsonObject, type Json } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { writeJson } from '../kernel/write-json.js'
import type { Drop } from '../records/verdict.js'
import type { Style } from './style.js'

/** The sample as it would be written, and the text to be produced; or the drop. */
export function mapped(
  style: Style,
  record: unknown,
): { readonly line: string; readonly produced: string } | Drop {
  const exact: Json | undefined = parseJsonText(
    typeof record === 'string' ? record : JSON.stringify(record),
  )
  assert.ok(isJsonObject(exact))
  const verdict = style.map(exact)
  if ('drop' in verdict) return verdict.drop
  return { line: writeJson(verdict.keep.content), produced: verdict.keep.produced }
}

export function linesOf(style: Style, record: unknown): unknown {
  const result = mapped(style, record)
  return 'line' in result ? JSON.parse(result.line) : result
}
