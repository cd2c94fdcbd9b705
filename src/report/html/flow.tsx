import type { VNode } from 'preact'
import { Chart } from '../../ui/chart.js'
import { FlowDiagram } from '../../ui/flow-diagram.js'
import { countOf, formatCount, formatPercent } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import { funnel } from '../funnel.js'
import type { ReportDocument } from '../report-document.js'
import { flowOf } from './flow-of.js'
import type { Limits } from './limits.js'
import { dropReasons, stepNames } from './vocabulary.js'

export function FlowSection({ report, limits }: { report: ReportDocument; limits: Limits }): VNode {
  const { counts } = report
  const { read } = counts
  const stages = funnel(counts)
  const flow = flowOf(report)
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
              ...flow.arrives.map(({ label, count }) => [
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
          <FlowDiagram flow={flow} />
        </Chart>
      )}
    </Section>
  )
}
