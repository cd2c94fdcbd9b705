import type { VNode } from 'preact'
import { DataTable } from '../../../ui/data-table.js'
import { formatBytes } from '../../../ui/format-number.js'
import { Section } from '../../../ui/section.js'
import { VisibleText } from '../../../ui/visible-text.js'
import type { ReleasePlan } from '../plan-release.js'
import { More } from './more.js'
import type { SectionProps } from './page-limits.js'

export function FilesSection({ plan, limits }: SectionProps<ReleasePlan>): VNode {
  const { files } = plan.facts.adapter
  return (
    <Section id="files" title="Files">
      <DataTable
        className="files"
        caption="Weights and configuration; model.sig lists all files"
        columns={[
          { title: 'File' },
          { title: 'Size', kind: 'number' },
          { title: 'SHA-256', kind: 'code' },
        ]}
        rows={files
          .slice(0, limits.rows)
          .map(({ name, bytes, sha256 }) => [
            <VisibleText text={name} limit={limits.text} />,
            formatBytes(bytes),
            sha256,
          ])}
      />
      <More of={files.length - limits.rows} what="file" />
    </Section>
  )
}
