import { countOf, formatPercent } from '../../ui/format-number.js'
import { dropCodes } from '../funnel.js'
import type { ReportDocument } from '../report-document.js'
import { dropRemedies } from './drop-remedies.data.js'
import type { NextStep } from './next-step.js'

/** Rarer reasons are in the table of the flow, and that is enough. */
const WORTH_A_STEP = 0.005
const MOST_STEPS = 5

/** What to do about each frequent reason to drop, the most frequent first. */
export function dropSteps({ counts, schema_validation }: ReportDocument): readonly NextStep[] {
  const { read, dropped } = counts
  return dropCodes
    .map((code) => ({ code, count: dropped[code] ?? 0 }))
    .filter(({ count }) => count > 0 && count / read >= WORTH_A_STEP)
    .toSorted((left, right) => right.count - left.count)
    .slice(0, MOST_STEPS)
    .map(({ code, count }) => {
      const example =
        code === 'schema-violation' ? schema_validation?.top_errors[0]?.example : undefined
      return {
        urgency: count / read >= 0.1 ? 'should' : 'could',
        finding: `${countOf(count, 'record')} (${formatPercent(count / read)}) dropped: ${code}.`,
        ...(example && { about: example.message }),
        ...dropRemedies[code],
      }
    })
}
