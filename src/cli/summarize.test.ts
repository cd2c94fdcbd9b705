import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromPlain } from '../kernel/plain-json.js'
import type { Counts } from '../records/manifest.js'
import type { ExportSummary } from '../recipe/export-recipe.js'
import type { ExportReport } from '../report/report.js'
import type { SummaryLine } from './progress/face.js'
import { hintAtReason, summarizeCounts, summarizeGates, summarizeSchema } from './summarize.js'

function textsOf(lines: Iterable<SummaryLine>): readonly string[] {
  return Array.from(lines, ({ pieces }) => pieces.map(({ text }) => text).join(''))
}

/** Only what is summarized. */
function reportOf(counts: Counts, splits: Readonly<Record<string, number>> = {}): ExportReport {
  const emitted = { splits } as ExportReport['emitted']
  return { counts, emitted, gates: [] as ExportReport['gates'] } as ExportReport
}

function summaryOf(report: ExportReport, durationMs = 312): ExportSummary {
  return { report, durationMs } as ExportSummary
}

function urgentOf(counts: Counts): readonly string[] {
  const lines = [...summarizeCounts(summaryOf(reportOf(counts)))]
  return textsOf(lines.filter(({ isUrgent }) => isUrgent))
}

function hintOf(tooShort: number): readonly string[] {
  const dropped = { 'text-too-short': tooShort, duplicate: 1 }
  return textsOf(hintAtReason(reportOf({ read: 10, emitted: 9 - tooShort, dropped })))
}

const counts: Counts = {
  read: 6000,
  emitted: 5921,
  dropped: { 'missing-field': 8, 'schema-violation': 71 },
}

describe('the summary of the counts', () => {
  it('has shares of what was read, splits, and the reasons, most frequent first', () => {
    const splits = { train: 5346, validation: 262, test: 313 }
    assert.deepEqual(textsOf(summarizeCounts(summaryOf(reportOf(counts, splits)))), [
      'read                6,000  in 0.3 s, 19,231/s',
      'kept                5,921  98.7 %',
      '  train             5,346  89.1 %',
      '  validation          262   4.4 %',
      '  test                313   5.2 %',
      'dropped                79   1.3 %',
      '  schema-violation     71   1.2 %  violates the JSON Schema',
      '  missing-field         8   0.1 %  a field that the style needs is missing',
    ])
  })

  it('has no split when there is one, and no reason when nothing was dropped', () => {
    const report = reportOf({ read: 1, emitted: 1, dropped: {} }, { train: 1 })
    assert.deepEqual(textsOf(summarizeCounts(summaryOf(report))), [
      'read     1  in 0.3 s, 3/s',
      'kept     1  100 %',
      'dropped  0    0 %',
    ])
  })

  it('warns even those who are to hear only what is wrong when nothing is left', () => {
    assert.deepEqual(urgentOf({ read: 0, emitted: 0, dropped: {} }), [
      'warning: the source has no records',
    ])
    assert.deepEqual(urgentOf({ read: 2, emitted: 0, dropped: { 'bad-weight': 2 } }), [
      'warning: every record was dropped',
    ])
    assert.deepEqual(urgentOf(counts), [])
  })
})

describe('the hint', () => {
  it('names the key that decides when one reason took more than half', () => {
    assert.deepEqual(hintOf(6), [
      'hint: most records were dropped as text-too-short; quality.min_text_length decides. Lower the bound if short texts are wanted.',
    ])
    assert.deepEqual(hintOf(5), [])
  })
})

describe('the summary of the gates', () => {
  it('says which passed and which did not, and shows those even to the quiet', () => {
    const report: ExportReport = {
      ...reportOf(counts),
      gates: [
        { gate: 'min_compliance_rate', observed: 0.98683333, allowed: 0.95, passed: true },
        { gate: 'max_drop_rate', observed: 0.05004, allowed: 0.05, passed: false },
        { gate: 'max_duplicate_rate', observed: 0.05000001, allowed: 0.05, passed: false },
        { gate: 'min_diversity_score', observed: null, allowed: 0.5, passed: false },
        { gate: 'min_samples', observed: 5921, allowed: 5921, passed: true },
      ],
    }
    const lines = [...summarizeGates(report)]
    assert.deepEqual(textsOf(lines), [
      'gate min_compliance_rate passed: 0.9868, at least 0.95',
      'gate max_drop_rate FAILED: 0.05004, at most 0.05',
      'gate max_duplicate_rate FAILED: 0.05000001, at most 0.05',
      'gate min_diversity_score FAILED: nothing to measure, at least 0.5',
      'gate min_samples passed: 5921, at least 5921',
    ])
    assert.deepEqual(
      lines.map(({ isUrgent }) => isUrgent),
      [false, true, true, true, false],
    )
  })
})

describe('the summary of the schema', () => {
  const recent_errors = ["Field 'a' too short", "Field 'a' too short", "Field 'b' missing"]
  const schema_validation = fromPlain({ compliance_rate: 0.98683333, recent_errors })
  const report: ExportReport = { ...reportOf(counts), schema_validation }
  const structured = { log_validation_errors: true } as Parameters<typeof summarizeSchema>[1]

  it('has the rate, and the last errors where they are wanted', () => {
    assert.deepEqual(textsOf(summarizeSchema(report, structured)), [
      'compliance 0.9868',
      'last 3 schema errors',
      "  2 × Field 'a' too short",
      "  1 × Field 'b' missing",
    ])
    const unwanted = { ...structured, log_validation_errors: false }
    assert.deepEqual(textsOf(summarizeSchema(report, unwanted)), ['compliance 0.9868'])
  })

  it('is nothing without a schema', () => {
    assert.deepEqual(textsOf(summarizeSchema(reportOf(counts), structured)), [])
  })
})
