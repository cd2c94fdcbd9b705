import { renderPage } from '../../../ui/page.js'
import { reportStyle } from '../../../report/html/report-style.js'
import { stylesheet } from '../../../ui/stylesheet.js'
import { visibleString } from '../../../ui/visible-parts.js'
import { VisibleText } from '../../../ui/visible-text.js'
import type { ReleasePlan } from '../plan-release.js'
import { adapterStyle } from './adapter-style.js'
import { DataSection } from './data-section.js'
import { EnginesSection } from './engines-section.js'
import { EvaluationSection } from './evaluation-section.js'
import { FilesSection } from './files-section.js'
import { IdentitySection } from './identity-section.js'
import { LineageSection } from './lineage-section.js'
import { pageLimits, type PageLimits } from './page-limits.js'
import { VerdictSection } from './verdict-section.js'

/** In bytes, whatever names and metadata hold. */
const MOST_BYTES = 150_000

const sections = [
  ['verdict', 'Verdict'],
  ['identity', 'Identity'],
  ['engines', 'Engines'],
  ['data', 'Data'],
  ['evaluation', 'Evaluation'],
  ['lineage', 'Lineage'],
  ['files', 'Files'],
] as const

/** `adapter.html`: one page that needs nothing else, not even scripts. Depends on the plan alone. */
export function adapterPage(plan: ReleasePlan): string {
  let page = ''
  for (const limits of pageLimits) {
    page = pageOf(plan, limits)
    if (Buffer.byteLength(page) <= MOST_BYTES) break
  }
  return page
}

function pageOf(plan: ReleasePlan, limits: PageLimits): string {
  const { metadata } = plan.facts.adapter
  const name = metadata.adapter_id || 'LoRA adapter'
  return renderPage({
    title: `${visibleString(name, 80)} – adapter`,
    style: stylesheet + reportStyle + adapterStyle,
    header: (
      <header class="band">
        <div class="wide">
          <p class="over">Adapter</p>
          <h1>
            <VisibleText text={name} limit={limits.text} />{' '}
            <VisibleText text={metadata.adapter_version} limit={40} />
          </h1>
          <p class="soft">
            for{' '}
            <VisibleText text={metadata.base_model_name || 'an unknown base'} limit={limits.text} />
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
    ),
    main: (
      <div class="wide">
        <VerdictSection plan={plan} limits={limits} />
        <IdentitySection plan={plan} limits={limits} />
        <EnginesSection plan={plan} limits={limits} />
        <DataSection plan={plan} limits={limits} />
        <EvaluationSection plan={plan} limits={limits} />
        <LineageSection plan={plan} />
        <FilesSection plan={plan} limits={limits} />
      </div>
    ),
    footer: (
      <footer class="band">
        <div class="wide">
          <p class="soft">
            Released with loradex {plan.facts.version} at {plan.facts.releasedAt}. This page needs
            no network and no scripts; <code>loradex verify</code> says whether the files still are
            those that were signed.
          </p>
        </div>
      </footer>
    ),
  })
}
