import { address, choiceIn, textIn, type Parameters, type Query } from './query.js'
import type { Place } from './samples-query.js'

/** What the list of rejects is asked for, as it stands in the address. */
export interface RejectsQuery {
  /** Empty: all. */
  readonly code: string
  readonly rule: string
  /** Place of a record that was kept: its duplicates. */
  readonly kept: string
  readonly q: string
  readonly matchCase: boolean
}

export const everyReject: RejectsQuery = { code: '', rule: '', kept: '', q: '', matchCase: false }

export function readRejectsQuery(query: Query): RejectsQuery {
  return {
    code: textIn(query, 'code'),
    rule: textIn(query, 'rule'),
    kept: textIn(query, 'kept'),
    q: textIn(query, 'q'),
    matchCase: choiceIn(query, 'case', ['match']) !== '',
  }
}

export function rejectsParameters({ matchCase, ...query }: RejectsQuery): Parameters {
  return { ...query, case: matchCase ? 'match' : '' }
}

export function rejectsAddress(query: Partial<RejectsQuery>, more: Place = {}): string {
  return address('/rejects', { ...rejectsParameters({ ...everyReject, ...query }), ...more })
}

export function isFiltered(query: RejectsQuery): boolean {
  return rejectsAddress(query) !== rejectsAddress(everyReject)
}
