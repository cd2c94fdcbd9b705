import type { VNode } from 'preact'
import { DataTable } from '../../ui/data-table.js'
import { countOf, formatCount, formatPercent } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { ShareBar } from '../../ui/share-bar.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { ReportDocument } from '../report-document.js'
import { Place } from './place.js'
import type { Limits } from './limits.js'

export function DuplicatesSection({
  report,
  limits,
}: {
  report: ReportDocument
  limits: Limits
}): VNode {
  const { duplicates, counts } = report
  if (duplicates === undefined) {
    return (
      <Section id="duplicates" title="Duplicates">
        <p>
          Duplicates are kept, and so not counted: <code>quality.skip_duplicates</code> is false.
        </p>
      </Section>
    )
  }
  const { records, samples_repeated: repeated, largest } = duplicates
  if (records === 0) {
    return (
      <Section id="duplicates" title="Duplicates">
        <p>No two records gave the same sample.</p>
      </Section>
    )
  }
  const greatest = Math.max(...largest.map(({ copies }) => copies), 1)
  return (
    <Section
      id="duplicates"
      title="Duplicates"
      figure={[formatPercent(records / counts.read), 'of the records repeat others']}
    >
      <p>
        {countOf(records, 'record')} gave the same content as an earlier one;{' '}
        {countOf(repeated, 'sample')} {repeated === 1 ? 'was' : 'were'} repeated. The first of each
        is kept.
      </p>
      <DataTable
        className="clusters"
        caption={
          largest.length < repeated
            ? `The ${largest.length} most repeated of ${formatCount(repeated)}`
            : 'What was repeated'
        }
        columns={[
          { title: 'Content' },
          { title: 'Copies', kind: 'number' },
          { title: <span class="unseen">Compared</span> },
          { title: 'Kept one', kind: 'code' },
        ]}
        rows={largest.map(({ kept, copies, text, clipped }) => [
          <VisibleText text={text} limit={limits.message} cut={clipped} />,
          formatCount(copies),
          <ShareBar share={copies / greatest} drop />,
          <Place at={kept} />,
        ])}
      />
    </Section>
  )
}
