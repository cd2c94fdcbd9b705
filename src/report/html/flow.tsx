import type { VNode } from 'preact'
import { Chart } from '../../ui/chart.js'
import { FlowDiagram } from '../../ui/flow-diagram.js'
import { countOf, formatCount, formatPercent } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import { funnel } from '../funnel.js'
import type { ReportDocument } from '../report-document.js'
import type { Limits } from './limits.js'
import { dropReasons, stepNames } from './vocabulary.js'

/** More splits are one band. */
const MOST_SPLITS = 6

export function FlowSection({ report, limits }: { report: ReportDocument; limits: Limits }): VNode {
  const { counts, emitted } = report
  const { read } = counts
  const stages = funnel(counts)
  const steps = stages.map(({ step, dropped }) => ({
    label: stepNames[step],
    leaves: dropped.map(({ code, count }) => ({ label: code, count })),
  }))
  const arrives = splitsOf(emitted.splits)
  const share = (count: number) => formatPercent(count / read)
  return (
    <Section id="flow" title="From record to sample" figure={[formatCount(read), 'records read']}>
      {read === 0 ? (
        <p>There is nothing to show: no records were read.</p>
      ) : (
        <Chart
          caption={`Where ${countOf(read, 'record')} went, to scale; what is thinner than a pixel is drawn one pixel wide. The figures add up: what was read is what was emitted and what was dropped.`}
          table={{
            caption: 'From read to emitted',
            className: 'ledger',
            columns: [
              { title: 'What' },
              { title: 'Where' },
              { title: 'Records', kind: 'number' },
              { title: 'Share', kind: 'number' },
            ],
            rows: [
              ['Read', '', formatCount(read), share(read)],
              ...stages.flatMap(({ step, dropped }) =>
                dropped.map(({ code, count }) => [
                  <>
                    <code>{code}</code> <span class="soft">{dropReasons[code]}</span>
                  </>,
                  stepNames[step],
                  `−${formatCount(count)}`,
                  share(count),
                ]),
              ),
              ['Emitted', '', formatCount(counts.emitted), share(counts.emitted)],
              ...arrives.map(({ label, count }) => [
                <>
                  of these <VisibleText text={label} limit={limits.name} />
                </>,
                'split',
                formatCount(count),
                share(count),
              ]),
            ],
          }}
        >
          <FlowDiagram flow={{ total: read, steps, arrives }} />
        </Chart>
      )}
    </Section>
  )
}

function splitsOf(splits: ReportDocument['emitted']['splits']) {
  const all = Object.entries(splits).map(([label, count]) => ({ label, count }))
  const filled = all.filter(({ count }) => count > 0)
  if (filled.length <= MOST_SPLITS) return filled
  const rest = filled.slice(MOST_SPLITS - 1)
  const count = rest.reduce((sum, split) => sum + split.count, 0)
  return [...filled.slice(0, MOST_SPLITS - 1), { label: `${rest.length} other splits`, count }]
}
