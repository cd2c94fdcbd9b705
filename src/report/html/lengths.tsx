import type { VNode } from 'preact'
import { formatNumber } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import type { ReportDocument } from '../report-document.js'
import { DistributionFigure } from './distribution-figure.js'

export function LengthsSection({ report }: { report: ReportDocument }): VNode {
  const { length } = report.emitted
  const median = length.quantiles?.p50
  return (
    <Section
      id="lengths"
      title="Lengths"
      {...(median !== undefined && {
        figure: [formatNumber(median, 0), 'characters in the middle text'] as const,
      })}
    >
      <DistributionFigure
        of={length}
        digits={0}
        empty="No sample was written."
        what="Samples by the length of the produced text, in characters (code points)"
      />
    </Section>
  )
}
