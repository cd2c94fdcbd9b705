import type { Flow, FlowAmount } from '../../ui/flow-layout.js'
import { funnel } from '../funnel.js'
import type { ReportDocument } from '../report-document.js'
import { stepNames } from './vocabulary.js'

/** More splits are one band. */
const MOST_SPLITS = 6

/** The way of the records, from read to the splits. */
export function flowOf({ counts, emitted }: ReportDocument): Flow {
  return {
    total: counts.read,
    steps: funnel(counts).map(({ step, dropped }) => ({
      label: stepNames[step],
      leaves: dropped.map(({ code, count }) => ({ label: code, count })),
    })),
    arrives: splitsOf(emitted.splits),
  }
}

function splitsOf(splits: ReportDocument['emitted']['splits']): readonly FlowAmount[] {
  const all = Object.entries(splits).map(([label, count]) => ({ label, count }))
  const filled = all.filter(({ count }) => count > 0)
  if (filled.length <= MOST_SPLITS) return filled
  const rest = filled.slice(MOST_SPLITS - 1)
  const count = rest.reduce((sum, split) => sum + split.count, 0)
  return [...filled.slice(0, MOST_SPLITS - 1), { label: `${rest.length} other splits`, count }]
}
