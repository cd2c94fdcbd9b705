import type { VNode } from 'preact'
import { DataTable } from '../../ui/data-table.js'
import { countOf, formatCount, formatPercent } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { ShareBar } from '../../ui/share-bar.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { ReportDocument, SchemaValidationReport, TopError } from '../report-document.js'
import { Place } from './place.js'
import type { Limits } from './limits.js'

export function ComplianceSection({
  report,
  limits,
}: {
  report: ReportDocument
  limits: Limits
}): VNode {
  const validation = report.schema_validation
  const rate = validation?.compliance_rate ?? null
  return (
    <Section
      id="schema"
      title="Schema"
      {...(rate !== null && {
        figure: [formatPercent(rate), `keep the ${demandOf(report)}`] as const,
      })}
    >
      {validation === undefined ? (
        <p>
          {report.schema === undefined && report.text_constraint === undefined
            ? 'The recipe has no schema.'
            : 'Compliance was not tracked.'}
        </p>
      ) : (
        <Errors
          validation={validation}
          demand={demandOf(report)}
          violating={report.emitted.violating}
          limits={limits}
        />
      )}
    </Section>
  )
}

/** What the recipe demands of samples. */
function demandOf({ schema, text_constraint }: ReportDocument): string {
  const kinds = [
    ...(schema === undefined ? [] : ['schema']),
    ...(text_constraint ? [text_constraint.kind] : []),
  ]
  return kinds.length === 0 ? 'schema' : kinds.join(' and ')
}

interface ErrorsProps {
  readonly demand: string
  readonly validation: SchemaValidationReport
  readonly violating: number
  readonly limits: Limits
}

function Errors({ validation, demand, violating, limits }: ErrorsProps) {
  const { total_validated: total, compliant, violations, top_errors } = validation
  if (total === 0) return <p>No record came as far as the {demand}.</p>
  const greatest = Math.max(...top_errors.map(({ count }) => count), 1)
  return (
    <>
      <p>
        {violations === 0
          ? `All ${countOf(total, 'mapped record')} keep the ${demand}`
          : `${formatCount(compliant)} of ${countOf(total, 'mapped record')} keep the ${demand}, ${formatCount(violations)} ${violations === 1 ? 'violates' : 'violate'} it`}
        {violating > 0 && `; ${formatCount(violating)} of those were written all the same`}.
      </p>
      {top_errors.length > 0 && (
        <DataTable
          className="errors"
          caption="Most frequent errors, by keyword of the schema; one record can have several"
          columns={[
            { title: 'Rule, with its first error' },
            { title: 'Errors', kind: 'number' },
            { title: <span class="unseen">Compared</span> },
          ]}
          rows={top_errors.map((error) => [
            <Rule error={error} limits={limits} />,
            formatCount(error.count),
            <ShareBar share={error.count / greatest} drop />,
          ])}
        />
      )}
    </>
  )
}

function Rule({ error, limits }: { error: TopError; limits: Limits }) {
  const { keyword, schema_pointer: pointer, example } = error
  return (
    <>
      <b>
        <VisibleText text={keyword} limit={40} />
      </b>{' '}
      <code class="soft">
        <VisibleText text={pointer} limit={limits.pointer} />
      </code>
      <br />
      <VisibleText text={example.message} limit={limits.message} />
      <br />
      <span class="soft">
        <code>
          <VisibleText text={example.instance_pointer} limit={limits.pointer} />
        </code>{' '}
        of <Place at={example.at} />
      </span>
    </>
  )
}
