import type { VNode } from 'preact'
import { DataTable } from '../../../ui/data-table.js'
import { countOf } from '../../../ui/format-number.js'
import { Section } from '../../../ui/section.js'
import { VisibleText } from '../../../ui/visible-text.js'
import type { ReleasePlan } from '../plan-release.js'
import type { ReleaseVerdict } from '../verdict.js'
import { More } from './more.js'
import type { SectionProps } from './page-limits.js'

const states: Readonly<Record<ReleaseVerdict['verdict'], string>> = {
  passed: 'passed',
  failed: 'failed',
  warned: 'noted',
  skipped: 'could',
}

/** Most lines of one check. */
const MOST_DETAILS = 6

export function VerdictSection({ plan, limits }: SectionProps<ReleasePlan>): VNode {
  const { verdicts, passed } = plan
  const failed = verdicts.filter(({ verdict }) => verdict === 'failed').length
  const warned = verdicts.filter(({ verdict }) => verdict === 'warned').length
  return (
    <Section id="verdict" title="Verdict">
      <p class={`verdict ${passed ? (warned > 0 ? 'open' : 'passed') : 'failed'}`}>
        <strong>
          {passed
            ? warned > 0
              ? `Released, with ${countOf(warned, 'warning')}`
              : `All ${verdicts.length} checks passed`
            : `${failed} of ${countOf(verdicts.length, 'check')} failed`}
        </strong>
      </p>
      <DataTable
        caption="What was asked before the release"
        columns={[{ title: 'Check' }, { title: 'Seen' }]}
        rows={verdicts.slice(0, limits.rows).map(({ check, verdict, details }) => [
          <>
            <span class={`state ${states[verdict]}`}>{verdict}</span> {check}
          </>,
          <ul class="details">
            {details.slice(0, MOST_DETAILS).map((line) => (
              <li>
                <VisibleText text={line} limit={limits.text} />
              </li>
            ))}
          </ul>,
        ])}
      />
      <More of={verdicts.length - limits.rows} what="check" />
    </Section>
  )
}
