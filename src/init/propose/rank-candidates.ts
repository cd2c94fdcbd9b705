import type { JsonObject } from '../../kernel/json-value.js'
import type { Column } from '../columns/column.js'
import type { Candidate } from './candidate.js'
import { chatCandidates } from './chat-candidates.js'
import { instructionCandidates } from './instruction-candidates.js'
import { fieldMapping, measureCandidate } from './measure-candidate.js'
import { preferenceCandidates } from './preference-candidates.js'
import { textCandidates } from './text-candidates.js'

export interface RankedCandidate {
  readonly candidate: Candidate
  /** Share of the records tried that could be mapped. */
  readonly keptShare: number
}

/** Tried on so many records, evenly spread. */
const RECORDS_TRIED = 400

/**
 * What names and contents suggest, each tried on some of the records, the best first: sure of itself,
 * and able to keep most of them. Candidates that keep nothing are left out.
 */
export function rankCandidates(
  columns: readonly Column[],
  records: readonly JsonObject[],
): readonly RankedCandidate[] {
  const step = Math.max(1, Math.floor(records.length / RECORDS_TRIED))
  const tried = records.filter((_, index) => index % step === 0)
  const candidates = [
    ...preferenceCandidates(columns),
    ...chatCandidates(columns),
    ...instructionCandidates(columns),
    ...textCandidates(columns),
  ]
  return candidates
    .filter((one, place) => candidates.findIndex((other) => isSame(one, other)) === place)
    .map((candidate) => {
      const { kept, blank } = measureCandidate(candidate, tried)
      return { candidate, keptShare: (kept - blank) / tried.length }
    })
    .filter(({ keptShare }) => keptShare > 0)
    .toSorted((left, right) => scoreOf(right) - scoreOf(left))
    .slice(0, MOST_CANDIDATES)
}

/** More are no choice. */
const MOST_CANDIDATES = 6

function isSame(left: Candidate, right: Candidate): boolean {
  return (
    left.style === right.style &&
    JSON.stringify(fieldMapping(left)) === JSON.stringify(fieldMapping(right))
  )
}

function scoreOf({ candidate, keptShare }: RankedCandidate): number {
  // What half of the records lack is hardly what they are about.
  return candidate.strength * keptShare ** 2
}
