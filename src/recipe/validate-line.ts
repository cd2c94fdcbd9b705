import { isJsonObject, jsonKind, type Json, type JsonObject } from '../kernel/json-value.js'
import { parseJson } from '../kernel/parse-json.js'
import type { DropCode } from '../records/verdict.js'
import type { SchemaError, Validator } from '../schema/validate/validator.js'

/** What an export adds to a sample, and the schema does not speak of. */
const ADDED_BY_EXPORTS = ['weight', 'metadata', '__schema__']

export type LineVerdict =
  | { readonly kind: 'compliant' }
  | { readonly kind: 'violations'; readonly errors: readonly SchemaError[] }
  /** Not one JSON object: the schema was not asked. */
  | { readonly kind: 'unreadable'; readonly code: DropCode; readonly reason: string }

/** What lines are held against; at least one of both. */
export interface LineChecks {
  readonly validator?: Validator | undefined
  /** What is wrong with the text that the model must produce. */
  readonly checkProduced?: ((sample: JsonObject) => SchemaError | undefined) | undefined
}

/** A sample as the schema speaks of it. */
export function sampleContent(line: JsonObject): JsonObject {
  const content = new Map<string, Json>(line)
  for (const name of ADDED_BY_EXPORTS) content.delete(name)
  return content
}

/** Validates a line of an export the way the export validated its sample. */
export function validateLine(
  { validator, checkProduced }: LineChecks,
  line: Uint8Array,
): LineVerdict {
  const parsed = parseJson(line)
  if ('problem' in parsed) {
    const { code, found, offset } = parsed.problem
    return { kind: 'unreadable', code, reason: `${found} at byte ${offset}` }
  }
  if (!isJsonObject(parsed.value)) {
    const reason = `expected an object, saw ${jsonKind(parsed.value)}`
    return { kind: 'unreadable', code: 'not-an-object', reason }
  }
  const content = sampleContent(parsed.value)
  const errors = errorsOf({ validator, checkProduced }, content)
  return errors.length === 0 ? { kind: 'compliant' } : { kind: 'violations', errors }
}

function errorsOf(
  { validator, checkProduced }: LineChecks,
  content: JsonObject,
): readonly SchemaError[] {
  const isValid = validator?.accepts(content) ?? true
  const errors = isValid ? [] : (validator?.errors(content) ?? [])
  const textError = checkProduced?.(content)
  return textError === undefined ? errors : [...errors, textError]
}
