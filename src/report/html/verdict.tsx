import type { VNode } from 'preact'
import { DataTable } from '../../ui/data-table.js'
import { countOf, formatCount, formatNumber, formatPercent } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { dropCodes } from '../funnel.js'
import type { GateResult } from '../gates.js'
import type { ReportDocument } from '../report-document.js'
import { gateNames } from './vocabulary.js'

export interface VerdictProps {
  readonly report: ReportDocument
  /** Things to do, and how many of them are urgent. */
  readonly steps: { readonly all: number; readonly urgent: number }
}

export function Verdict({ report, steps }: VerdictProps): VNode {
  const { gates, counts } = report
  const kept = counts.read === 0 ? undefined : counts.emitted / counts.read
  return (
    <Section
      id="verdict"
      title="Verdict"
      {...(kept !== undefined && {
        figure: [formatPercent(kept), 'of the records became samples'] as const,
      })}
    >
      <p class={`verdict ${stateOf(report)}`}>
        <strong>{headline(report)}</strong>
      </p>
      <p class="lead">{sentence(report)}</p>
      {gates.length > 0 && (
        <DataTable
          caption="Gates of the recipe"
          columns={[
            { title: 'Gate' },
            { title: 'Observed', kind: 'number' },
            { title: 'Allowed', kind: 'number' },
          ]}
          rows={gates.map((gate) => [
            <>
              <span class={`state ${gate.passed ? 'passed' : 'failed'}`}>
                {gate.observed === null ? 'not measured' : gate.passed ? 'passed' : 'failed'}
              </span>{' '}
              {gateNames[gate.gate]} <code class="soft">{breakable(gate.gate)}</code>
            </>,
            gate.observed === null ? '–' : valueOf(gate, gate.observed),
            `${gate.gate.startsWith('min_') ? '≥' : '≤'} ${valueOf(gate, gate.allowed)}`,
          ])}
        />
      )}
      {steps.all > 0 && (
        <p>
          <a href="#next">
            {countOf(steps.all, 'thing')} to look at
            {steps.urgent > 0 && `, ${steps.urgent} of them first`}
          </a>
        </p>
      )}
    </Section>
  )
}

/** Long keys break after an underscore, and nowhere else. */
function breakable(key: string) {
  return key.split('_').map((word, index) => (
    <>
      {index > 0 && (
        <>
          _<wbr />
        </>
      )}
      {word}
    </>
  ))
}

function stateOf({ gates, counts }: ReportDocument): 'passed' | 'failed' | 'open' {
  if (gates.some(({ passed }) => !passed)) return 'failed'
  if (counts.emitted === 0) return 'failed'
  return gates.length === 0 ? 'open' : 'passed'
}

function headline({ gates, counts }: ReportDocument): string {
  const failed = gates.filter(({ passed }) => !passed).length
  if (failed > 0) return `${failed} of ${countOf(gates.length, 'gate')} failed`
  if (counts.emitted === 0) return 'There are no samples'
  if (gates.length === 0) return 'No gates are set'
  return gates.length === 1 ? 'The gate passed' : `All ${gates.length} gates passed`
}

function sentence({ counts }: ReportDocument): string {
  const { read, emitted, dropped } = counts
  if (read === 0) return 'No records were read.'
  const reasons = dropCodes.filter((code) => (dropped[code] ?? 0) > 0).length
  const became = `${formatCount(emitted)} of ${countOf(read, 'record')} became ${emitted === 1 ? 'a sample' : 'samples'}`
  if (reasons === 0) return `${became}; none was dropped.`
  const lost = read - emitted
  return `${became}; ${formatCount(lost)} ${lost === 1 ? 'was' : 'were'} dropped, for ${countOf(reasons, 'reason')}. Every record is accounted for.`
}

function valueOf({ gate }: GateResult, value: number): string {
  if (gate === 'min_samples') return formatCount(value)
  return gate === 'min_diversity_score' ? formatNumber(value, 3) : exactPercent(value)
}

/** Gates fail by little: as many digits as tell the value from the bound. */
function exactPercent(share: number): string {
  return `${formatNumber(share * 100, 4)}%`
}
