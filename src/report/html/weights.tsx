import type { VNode } from 'preact'
import { countOf, formatCount, formatNumber, formatPercent } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import type { ReportDocument } from '../report-document.js'
import { DistributionFigure } from './distribution-figure.js'

export function WeightsSection({ report }: { report: ReportDocument }): VNode {
  const { counts, emitted } = report
  const { weight } = emitted
  if (counts.emitted === 0) {
    return (
      <Section id="weights" title="Weights">
        <p>No sample was written.</p>
      </Section>
    )
  }
  if (weight.min === weight.max) {
    return (
      <Section id="weights" title="Weights">
        <p>All samples have the weight {formatNumber(weight.min, 4)}: each counts the same.</p>
      </Section>
    )
  }
  const share = weight.effective_sample_size / counts.emitted
  return (
    <Section
      id="weights"
      title="Weights"
      figure={[formatCount(Math.round(weight.effective_sample_size)), 'samples in effect']}
    >
      <p>
        With their weights, {countOf(counts.emitted, 'sample')} count like{' '}
        {formatCount(Math.round(weight.effective_sample_size))} of equal weight (
        {formatPercent(share)}).
      </p>
      <DistributionFigure
        of={weight}
        digits={3}
        empty=""
        what="Samples by weight"
        more={[['sum', formatNumber(weight.sum, 3)]]}
      />
    </Section>
  )
}
