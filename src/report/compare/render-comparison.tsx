import { chartStyle } from '../../ui/chart-style.js'
import { renderPage } from '../../ui/page.js'
import { stylesheet } from '../../ui/stylesheet.js'
import { visibleString } from '../../ui/visible-parts.js'
import { limitsInTurn, type Limits } from '../html/limits.js'
import { MOST_BYTES } from '../html/render-report.js'
import { reportStyle } from '../html/report-style.js'
import type { Comparison } from './comparison.js'
import { ComparisonFooter, ComparisonHeader, ComparisonMain } from './comparison-page.js'
import type { Pair } from './shapes-section.js'

/** The comparison as one page that needs nothing else, of at most {@link MOST_BYTES}. */
export function renderComparison(comparison: Comparison, reports: Pair): string {
  const [most, ...tighter] = limitsInTurn
  let html = pageOf(comparison, reports, most)
  for (const limits of tighter) {
    if (Buffer.byteLength(html) <= MOST_BYTES) break
    html = pageOf(comparison, reports, limits)
  }
  return html
}

function pageOf(comparison: Comparison, reports: Pair, limits: Limits): string {
  const { before, after } = comparison
  return renderPage({
    title: `${visibleString(before.path, 60)} → ${visibleString(after.path, 60)} – comparison`,
    style: stylesheet + chartStyle + reportStyle,
    header: <ComparisonHeader comparison={comparison} limits={limits} />,
    main: <ComparisonMain comparison={comparison} reports={reports} limits={limits} />,
    footer: <ComparisonFooter comparison={comparison} />,
  })
}
