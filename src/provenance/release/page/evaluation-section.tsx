import type { VNode } from 'preact'
import { DataTable } from '../../../ui/data-table.js'
import { formatNumber } from '../../../ui/format-number.js'
import { Section } from '../../../ui/section.js'
import { VisibleText } from '../../../ui/visible-text.js'
import type { ReleasePlan } from '../plan-release.js'
import { More } from './more.js'
import type { SectionProps } from './page-limits.js'

export function EvaluationSection({ plan, limits }: SectionProps<ReleasePlan>): VNode {
  const { metrics } = plan.facts.adapter
  return (
    <Section id="evaluation" title="Evaluation">
      {metrics.length === 0 ? (
        <p>Nothing was measured.</p>
      ) : (
        <DataTable
          caption="What was measured"
          columns={[
            { title: 'Metric' },
            { title: 'Value', kind: 'number' },
            { title: 'Interval', kind: 'number' },
            { title: 'On' },
          ]}
          rows={metrics
            .slice(0, limits.rows)
            .map(({ name, value, low, high, split, dataset }) => [
              <VisibleText text={name} limit={limits.text} />,
              formatNumber(value, 4),
              low === undefined || high === undefined
                ? '–'
                : `${formatNumber(low, 4)} to ${formatNumber(high, 4)}`,
              <VisibleText
                text={[dataset, split].filter((text) => text !== undefined).join(' ') || '–'}
                limit={limits.text}
              />,
            ])}
        />
      )}
      <More of={metrics.length - limits.rows} what="metric" />
    </Section>
  )
}
