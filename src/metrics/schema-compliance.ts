import { clipText } from '../kernel/clip-text.js'
import { isJsonArray, type Json } from '../kernel/json-value.js'
import { fromPlain } from '../kernel/plain-json.js'
import type { MeasuredSample } from '../records/measured-sample.js'
import {
  addError,
  mergeErrors,
  readFrequentErrors,
  topErrors,
  writeFrequentErrors,
  type FrequentErrors,
} from './frequent-errors.js'
import { isCount } from './is-count.js'
import type { Metric } from './metric.js'
import {
  lastErrors,
  readRecentErrors,
  writeRecentErrors,
  type RecentErrors,
} from './recent-errors.js'
import { stateCodec } from './state-codec.js'

/** How many of the most frequent errors a report shows. */
const TOP = 10

/** Code points shown of a message: keys of records can be of any length. */
const CLIP = 200

export interface Compliance {
  validated: number
  compliant: number
  recent: RecentErrors
  readonly frequent: FrequentErrors
}

/**
 * How many samples keep the schema, the last ten errors in plan order and the keywords that fail
 * most often, with an example of each. Samples that no schema was applied to do not count.
 */
export function schemaCompliance(): Metric<Compliance> {
  return {
    id: 'schema_validation',
    scope: 'mapped',
    empty: () => ({ validated: 0, compliant: 0, recent: [], frequent: new Map() }),
    add,
    addRows(state, { count }) {
      state.validated += count
      state.compliant += count
    },
    merge: (left, right) => ({
      validated: left.validated + right.validated,
      compliant: left.compliant + right.compliant,
      recent: lastErrors([...left.recent, ...right.recent]),
      frequent: mergeErrors(left.frequent, right.frequent),
    }),
    ...stateCodec({ id: 'schema_validation', write, read }),
    report({ validated, compliant, recent, frequent }, locate) {
      return fromPlain({
        total_validated: validated,
        compliant,
        violations: validated - compliant,
        compliance_rate: validated === 0 ? null : compliant / validated,
        recent_errors: recent.map(({ message }) => message),
        top_errors: topErrors(frequent, TOP).map(([key, { count, first }]) => ({
          ...splitKey(key),
          count,
          example: {
            ...(locate && { at: locate(first.part, first.index) }),
            instance_pointer: first.instancePointer,
            message: first.message,
          },
        })),
      })
    },
  }
}

function add(state: Compliance, { schemaErrors, part, index }: MeasuredSample): void {
  if (schemaErrors === undefined) return
  state.validated += 1
  if (schemaErrors.length === 0) {
    state.compliant += 1
    return
  }
  const found = schemaErrors.map(({ message }, errorIndex) => ({
    part,
    index,
    errorIndex,
    message: clipText(message, CLIP).text,
  }))
  state.recent = lastErrors([...state.recent, ...found])
  for (const [errorIndex, error] of schemaErrors.entries()) {
    const { keyword, schemaPointer, instancePointer, message } = error
    const place = { part, index, errorIndex, instancePointer, message }
    addError(state.frequent, `${keyword} ${schemaPointer}`, place)
  }
}

function splitKey(key: string): { readonly keyword: string; readonly schema_pointer: string } {
  const blank = key.indexOf(' ')
  return { keyword: key.slice(0, blank), schema_pointer: key.slice(blank + 1) }
}

function write({ validated, compliant, recent, frequent }: Compliance): Json {
  return [validated, compliant, writeRecentErrors(recent), writeFrequentErrors(frequent)]
}

function read(value: Json): Compliance | undefined {
  if (!isJsonArray(value)) return undefined
  const [validated, compliant, recentErrors, frequentErrors] = value
  const recent = readRecentErrors(recentErrors)
  const frequent = readFrequentErrors(frequentErrors)
  if (!isCount(validated) || !isCount(compliant) || compliant > validated) return undefined
  if (recent === undefined || frequent === undefined) return undefined
  return { validated, compliant, recent, frequent }
}
