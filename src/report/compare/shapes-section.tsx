import type { VNode } from 'preact'
import { Chart } from '../../ui/chart.js'
import { FlowDiagram } from '../../ui/flow-diagram.js'
import { formatCount } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { DistributionFigure } from '../html/distribution-figure.js'
import { flowOf } from '../html/flow-of.js'
import type { Limits } from '../html/limits.js'
import type { ReportDocument } from '../report-document.js'
import { VisibleText } from '../../ui/visible-text.js'

export interface Pair {
  readonly before: ReportDocument
  readonly after: ReportDocument
}

/** The drawings of both, side by side where there is room. */
export function ShapesSection({ reports, limits }: { reports: Pair; limits: Limits }): VNode {
  const both = [
    ['Before', reports.before],
    ['After', reports.after],
  ] as const
  return (
    <>
      <Section id="flow" title="From record to sample">
        <div class="pair">
          {both.map(([title, report]) => (
            <div>
              <h3>{title}</h3>
              <PairFlow report={report} limits={limits} />
            </div>
          ))}
        </div>
      </Section>
      <Section id="lengths" title="Lengths">
        <div class="pair">
          {both.map(([title, report]) => (
            <div>
              <h3>{title}</h3>
              <DistributionFigure
                of={report.emitted.length}
                digits={0}
                empty="No sample was written."
                what="Samples by the length of the produced text, in characters"
              />
            </div>
          ))}
        </div>
      </Section>
    </>
  )
}

function PairFlow({ report, limits }: { report: ReportDocument; limits: Limits }) {
  const flow = flowOf(report)
  if (flow.total === 0) return <p>No records were read.</p>
  const bands = [...flow.arrives, ...flow.steps.flatMap(({ leaves }) => leaves)]
  return (
    <Chart
      caption={`Where ${formatCount(flow.total)} records went, to scale`}
      table={{
        caption: 'From read to emitted and dropped',
        columns: [{ title: 'Where' }, { title: 'Records', kind: 'number' }],
        rows: [
          ['Read', formatCount(flow.total)],
          ...bands.map(({ label, count }) => [
            <VisibleText text={label} limit={limits.name} />,
            formatCount(count),
          ]),
        ],
      }}
    >
      <FlowDiagram flow={flow} narrow />
    </Chart>
  )
}
