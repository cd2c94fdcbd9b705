import { jsonKind, type Json } from '../kernel/json-value.js'
import type { Verdict } from '../records/verdict.js'

/** Drops a record for a field that is not there, or is not what the style needs. */
export function unusableField(rule: string, value: Json | undefined, allowed: string): Verdict {
  const observed = value === '' ? 'empty' : jsonKind(value)
  const isMissing = value === undefined || value === null || typeof value === 'string'
  return { drop: { code: isMissing ? 'missing-field' : 'wrong-type', rule, observed, allowed } }
}
