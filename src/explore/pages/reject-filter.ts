import type { RejectFacts } from '../rows/reject-facts.js'
import type { RowFilter } from '../rows/find-rows.js'
import { textFinder, type TextFinder } from '../rows/text-finder.js'
import type { RejectsQuery } from './rejects-query.js'

/** The rejects that the query wants. */
export function rejectFilter(query: RejectsQuery, facts: RejectFacts): RowFilter {
  const { code, rule, kept } = query
  const finder = finderOf(query)
  return {
    ...((code !== '' || rule !== '') && {
      accepts: (row: number) =>
        (code === '' || facts.codes.wordAt(row) === code) &&
        (rule === '' || facts.rules.wordAt(row) === rule),
    }),
    ...(finder && { finder }),
    ...(kept !== '' && { matches: (line: Buffer) => line.includes(keptText(kept)) }),
  }
}

function finderOf({ q, matchCase, kept }: RejectsQuery): TextFinder | undefined {
  if (q !== '') return textFinder(q, { matchCase })
  return kept === '' ? undefined : textFinder(keptText(kept), { matchCase: true })
}

/** As it stands in a reject. */
function keptText(place: string): string {
  return `"kept":${JSON.stringify(place)}`
}
