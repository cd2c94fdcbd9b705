import type { VNode } from 'preact'
import type { RejectExcerpt, SampleExcerpt } from '../../records/excerpts.js'
import { visibleString } from '../../ui/visible-parts.js'
import { VisibleText } from '../../ui/visible-text.js'
import { CategoriesSection } from './categories.js'
import { ComplianceSection } from './compliance.js'
import { DiversitySection } from './diversity.js'
import { DuplicatesSection } from './duplicates.js'
import type { FittedRows } from './fit-rows.js'
import { FlowSection } from './flow.js'
import { LengthsSection } from './lengths.js'
import type { Limits } from './limits.js'
import type { NextStep } from './next-step.js'
import { NextSection } from './next.js'
import { ProvenanceSection } from './provenance.js'
import { RejectsSection } from './reject-rows.js'
import { valueAt, type ReportFacts } from './report-facts.js'
import { SamplesSection } from './sample-rows.js'
import { SplitsSection } from './splits.js'
import { Verdict } from './verdict.js'
import { WeightsSection } from './weights.js'

const sections = [
  ['verdict', 'Verdict'],
  ['flow', 'Flow'],
  ['schema', 'Schema'],
  ['lengths', 'Lengths'],
  ['weights', 'Weights'],
  ['diversity', 'Diversity'],
  ['duplicates', 'Duplicates'],
  ['splits', 'Splits'],
  ['categories', 'Categories'],
  ['samples', 'Samples'],
  ['rejects', 'Rejects'],
  ['provenance', 'Provenance'],
  ['next', 'Next'],
] as const

export function ReportHeader({ facts, limits }: { facts: ReportFacts; limits: Limits }): VNode {
  const { report, recipe } = facts
  const style = valueAt(recipe, 'style')
  return (
    <header class="band">
      <div class="wide">
        <p class="over">Export report</p>
        <h1>
          <VisibleText text={nameOf(facts)} limit={limits.name} />
        </h1>
        <p class="soft">
          {typeof style === 'string' && <>{style.replaceAll('_', ' ')} from </>}
          <VisibleText text={report.source} limit={limits.pointer} />
        </p>
        <nav aria-label="Sections">
          <ul>
            {sections.map(([id, title]) => (
              <li>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  )
}

export interface ReportMainProps {
  readonly facts: ReportFacts
  readonly limits: Limits
  readonly steps: readonly NextStep[]
  readonly samples: FittedRows<SampleExcerpt>
  readonly rejects: FittedRows<RejectExcerpt>
}

export function ReportMain({ facts, limits, steps, samples, rejects }: ReportMainProps): VNode {
  const { report } = facts
  const urgent = steps.filter(({ urgency }) => urgency === 'must').length
  return (
    <div class="wide">
      <Verdict report={report} steps={{ all: steps.length, urgent }} />
      <FlowSection report={report} limits={limits} />
      <ComplianceSection report={report} limits={limits} />
      <LengthsSection report={report} />
      <WeightsSection report={report} />
      <DiversitySection report={report} />
      <DuplicatesSection report={report} limits={limits} />
      <SplitsSection report={report} limits={limits} />
      <CategoriesSection report={report} limits={limits} />
      <SamplesSection report={report} fitted={samples} />
      <RejectsSection report={report} fitted={rejects} />
      <ProvenanceSection facts={facts} limits={limits} />
      <NextSection facts={facts} steps={steps} limits={limits} />
    </div>
  )
}

export function ReportFooter({ facts: { report } }: { facts: ReportFacts }): VNode {
  return (
    <footer class="band">
      <div class="wide">
        <p class="soft">
          Made from report.json by loradex {report.loradex_version}. This page needs no network and
          no scripts; <code>loradex report</code> makes it again.
        </p>
        <p class="paper soft">On paper, lists show their first rows; the page has more of them.</p>
      </div>
    </footer>
  )
}

/** As it stands in the title of the window. */
export function reportName(facts: ReportFacts): string {
  return visibleString(nameOf(facts), 80)
}

/** The name that the recipe gives to the data, as on the dataset card. */
function nameOf({ recipe }: ReportFacts): string {
  const named = ['adapter_metadata.training_config.dataset_name', 'adapter_metadata.adapter_id']
    .map((path) => valueAt(recipe, path))
    .find((value) => typeof value === 'string' && value !== '')
  return typeof named === 'string' ? named : 'Fine-tuning data'
}
