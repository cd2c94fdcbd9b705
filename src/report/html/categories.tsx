import type { VNode } from 'preact'
import type { CategoryField } from '../../records/categories.js'
import { DataTable } from '../../ui/data-table.js'
import { countOf, formatCount, formatPercent } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { ShareBar } from '../../ui/share-bar.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { ReportDocument } from '../report-document.js'
import type { Limits } from './limits.js'

const MOST_VALUES = 6
/** Of more fields, paper has room for the first few only. */
const MOST_ON_PAPER = 6

export function CategoriesSection({
  report,
  limits,
}: {
  report: ReportDocument
  limits: Limits
}): VNode {
  const { categories } = report
  return (
    <Section id="categories" title="Categories">
      {categories.length === 0 ? (
        <p>No field of the metadata was written.</p>
      ) : (
        <div class={categories.length > MOST_ON_PAPER ? 'cards many' : 'cards'}>
          {categories.map((field) => (
            <Field field={field} limits={limits} />
          ))}
        </div>
      )}
    </Section>
  )
}

function Field({ field, limits }: { field: CategoryField; limits: Limits }) {
  const most = Math.min(MOST_VALUES, limits.rows)
  const shown = field.values.slice(0, most)
  const rest = field.other + field.values.slice(most).reduce((sum, { count }) => sum + count, 0)
  const greatest = Math.max(...shown.map(({ count }) => count), 1)
  return (
    <div class="card">
      <h3>
        <VisibleText text={field.field} limit={limits.name} />
      </h3>
      <p class="soft">{summaryOf(field)}</p>
      {shown.length > 0 && (
        <DataTable
          captionHidden
          caption={
            <>
              Most frequent values of <VisibleText text={field.field} limit={limits.name} />
            </>
          }
          columns={[
            { title: 'Value' },
            { title: 'Samples', kind: 'number' },
            { title: 'Share', kind: 'number' },
            { title: <span class="unseen">Compared</span> },
          ]}
          rows={[
            ...shown.map(({ value, count }) => [
              <VisibleText text={String(value)} limit={Math.min(limits.name, 50)} />,
              formatCount(count),
              formatPercent(count / field.samples),
              <ShareBar share={count / greatest} />,
            ]),
            ...(rest > 0
              ? [
                  [
                    <i>all others</i>,
                    formatCount(rest),
                    formatPercent(Math.min(rest / field.samples, 1)),
                    '',
                  ],
                ]
              : []),
          ]}
        />
      )}
    </div>
  )
}

function summaryOf({ samples, distinct, exact, uncounted, from }: CategoryField): string {
  const origin = from === 'split' ? 'Key of the split. ' : ''
  const values = exact ? countOf(distinct, 'value') : `more than ${formatCount(distinct)} values`
  const left = uncounted > 0 ? `; not counted: ${formatCount(uncounted)}` : ''
  const tells = exact ? '' : ', it tells samples apart'
  return `${origin}${values} in ${countOf(samples, 'sample')}${tells}${left}.`
}
