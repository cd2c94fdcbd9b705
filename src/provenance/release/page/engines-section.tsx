import type { VNode } from 'preact'
import { DataTable } from '../../../ui/data-table.js'
import { Section } from '../../../ui/section.js'
import { VisibleText } from '../../../ui/visible-text.js'
import type { ReleasePlan } from '../plan-release.js'
import type { EngineVerdict } from '../verdict.js'
import type { SectionProps } from './page-limits.js'

const states: Readonly<Record<EngineVerdict['fit'], readonly [state: string, word: string]>> = {
  loads: ['passed', 'loads'],
  needs: ['noted', 'needs a setting'],
  unknown: ['could', 'not known'],
  wrong: ['failed', 'answers wrongly'],
  refuses: ['failed', 'refuses'],
}

export function EnginesSection({ plan, limits }: SectionProps<ReleasePlan>): VNode {
  const { engines } = plan
  return (
    <Section id="engines" title="Engines">
      {engines.length === 0 ? (
        <p>Nobody looked at which engines take it.</p>
      ) : (
        <DataTable
          caption="What serving engines do with it"
          columns={[{ title: 'Engine' }, { title: 'Version' }, { title: 'Why' }]}
          rows={engines.map(({ engine, version, fit, reasons }) => [
            <>
              <span class={`state ${states[fit][0]}`}>{states[fit][1]}</span> {engine}
            </>,
            version,
            <VisibleText text={reasons.join('; ') || '–'} limit={limits.text} />,
          ])}
        />
      )}
    </Section>
  )
}
