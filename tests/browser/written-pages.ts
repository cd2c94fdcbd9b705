import type { Distribution } from '#loradex/records/distribution.js'
import { fromPlain } from '#loradex/kernel/plain-json.js'
import { compareReports } from '#loradex/report/compare/compare-reports.js'
import { renderComparison } from '#loradex/report/compare/render-comparison.js'
import { renderReport } from '#loradex/report/html/render-report.js'
import { reportFacts } from '#loradex/report/html/report-facts.js'
import type { ReportDocument } from '#loradex/report/report-document.js'
import { emptyReport, fullReport, hostileTexts } from './report-cases.js'

const words = 'What is a fjord? A long narrow inlet of the sea. '

/** One page of each kind, by what it is; rows are alike, so a few stand for all. */
export function* fewRowPages(): Generator<readonly [name: string, html: string]> {
  yield ['of an export without records', pageOf(emptyReport)]
  yield ['of an ordinary export', pageOf(fewRows(ordinary()))]
  yield ['of an export with failed gates', pageOf(fewRows(fullReport({ text: words })))]
  const hostile = Object.values(hostileTexts).map((text) => text.slice(0, 24))
  const text = hostile.join(' ')
  yield ['of hostile records', pageOf(fewRows(fullReport({ text })))]
  yield [
    'that compares two exports',
    comparisonOf(fewRows(ordinary()), fewRows(fullReport({ text: words }))),
  ]
}

/** Pages with as much in them as there can be. */
export function* fullPages(): Generator<readonly [name: string, html: string]> {
  yield ['of a thousand records', pageOf(fullReport({ text: words }))]
  yield ['of a million records', pageOf(fullReport({ read: 1_000_000, text: words }))]
  yield ['of a thousand million records', pageOf(fullReport({ read: 1e9, listed: 40 }))]
  for (const [name, text] of Object.entries(hostileTexts)) {
    yield [`of records with ${name}`, pageOf(fullReport({ text, listed: 200 }))]
  }
  const hostile = fullReport({ text: hostileTexts['four-byte emoji'] ?? '', listed: 200 })
  yield ['that compares hostile exports', comparisonOf(fullReport({ text: words }), hostile)]
}

/** A quarter of the bars, and each reason once. */
function fewRows(report: ReportDocument): ReportDocument {
  const { excerpts, emitted } = report
  const { samples, rejects } = excerpts
  return {
    ...report,
    emitted: {
      ...emitted,
      length: fewBars(emitted.length),
      weight: fewBars(emitted.weight),
      split_lengths: Object.fromEntries(
        Object.entries(emitted.split_lengths).map(([name, of]) => [name, fewBars(of)]),
      ),
    },
    excerpts: { samples: samples.slice(0, 4), rejects: rejects.slice(0, 6) },
  }
}

function fewBars<Of extends Distribution>(of: Of): Of {
  return { ...of, histogram: of.histogram.filter((_, index) => index % 4 === 3) }
}

function pageOf(report: ReportDocument): string {
  return renderReport(reportFacts(fromPlain(report)))
}

function comparisonOf(before: ReportDocument, after: ReportDocument): string {
  const comparison = compareReports(
    { path: 'out/before', report: before },
    { path: 'out/after', report: after },
  )
  return renderComparison(comparison, { before, after })
}

/** One reason to drop, one split, gates that pass. */
function ordinary(): ReportDocument {
  const full = fullReport({ text: words, listed: 1 })
  return {
    ...full,
    counts: { read: 1000, emitted: 990, dropped: { 'text-too-short': 10 } },
    gates: [{ gate: 'max_drop_rate', observed: 0.01, allowed: 0.02, passed: true }],
    emitted: { ...full.emitted, splits: { train: 990 }, violating: 0 },
    excerpts: {
      samples: full.excerpts.samples.slice(0, 20),
      rejects: full.excerpts.rejects.slice(0, 10).map((reject) => ({
        ...reject,
        code: 'text-too-short',
      })),
    },
  }
}
