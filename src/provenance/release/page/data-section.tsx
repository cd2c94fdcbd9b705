import type { VNode } from 'preact'
import { DataTable } from '../../../ui/data-table.js'
import { formatCount } from '../../../ui/format-number.js'
import { Section } from '../../../ui/section.js'
import { VisibleText } from '../../../ui/visible-text.js'
import type { ReleasePlan } from '../plan-release.js'
import { More } from './more.js'
import type { SectionProps } from './page-limits.js'

export function DataSection({ plan, limits }: SectionProps<ReleasePlan>): VNode {
  const { data } = plan.facts
  if (data === undefined) {
    return (
      <Section id="data" title="Data">
        <p>Nothing is known of the data that it was trained on.</p>
      </Section>
    )
  }
  const { counts, source } = data.manifest
  return (
    <Section id="data" title="Data" figure={[formatCount(counts.emitted), 'samples']}>
      <p class="lead">
        <VisibleText text={data.name} limit={limits.text} />: {formatCount(counts.emitted)} samples
        of {formatCount(counts.read)} records, from{' '}
        <VisibleText text={source.id} limit={limits.text} />.
      </p>
      <DataTable
        className="files"
        caption="Inputs, with the digest of the records as they were read"
        columns={[
          { title: 'Input' },
          { title: 'Records', kind: 'number' },
          { title: 'SHA-256', kind: 'code' },
        ]}
        rows={source.inputs
          .slice(0, limits.rows)
          .map(({ input, records, records_sha256: digest }) => [
            <VisibleText text={input} limit={limits.text} />,
            formatCount(records),
            digest,
          ])}
      />
      <More of={source.inputs.length - limits.rows} what="input" />
      <p class="soft">
        The manifest of the export has the digest <code>{data.manifestSha256}</code>.
      </p>
    </Section>
  )
}
