import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Distribution } from '../../records/distribution.js'
import type { GateResult } from '../gates.js'
import type { ReportDocument } from '../report-document.js'
import type { NextStep } from './next-step.js'
import { nextSteps } from './next-steps.js'

const quantiles = { p1: 1, p5: 5, p25: 25, p50: 50, p75: 75, p90: 90, p95: 95, p99: 99 }
const lengths: Distribution = {
  min: 1,
  max: 120,
  mean: 50,
  quantiles,
  histogram: [],
  relative_error: 0,
}

/** A thousand samples of which nothing needs to be said. */
const fine: ReportDocument = {
  format_version: 1,
  loradex_version: '0.1.0',
  plan_digest: 'a'.repeat(64),
  source: 'jsonl:cases.jsonl',
  inputs: [],
  counts: { read: 1000, emitted: 1000, dropped: {} },
  gates: [{ gate: 'min_samples', observed: 1000, allowed: 1, passed: true }],
  emitted: {
    splits: { train: 900, test: 100 },
    violating: 0,
    length: lengths,
    weight: { ...lengths, sum: 1000, effective_sample_size: 900 },
    split_lengths: {},
  },
  categories: [],
  shards: [],
  rejects: [],
  per_sample: [],
  recipe: {},
  excerpts: { samples: [], rejects: [] },
}

function stepsOf(change: Partial<ReportDocument>): readonly NextStep[] {
  return nextSteps({ ...fine, ...change })
}

function onlyStep(change: Partial<ReportDocument>): NextStep {
  const [step, ...others] = stepsOf(change)
  assert.ok(step)
  assert.deepEqual(others, [])
  return step
}

function failed(gate: GateResult['gate'], observed: number | null, allowed: number) {
  return { gates: [{ gate, observed, allowed, passed: false }] }
}

function emitted(change: Partial<ReportDocument['emitted']>): Partial<ReportDocument> {
  return { emitted: { ...fine.emitted, ...change } }
}

describe('what to do next', () => {
  it('is nothing where nothing is odd', () => {
    assert.deepEqual(stepsOf({}), [])
  })

  it('names the records that a gate is short of, or has too many', () => {
    const schema_validation = {
      total_validated: 1000,
      compliant: 940,
      violations: 60,
      compliance_rate: 0.94,
      recent_errors: [],
      top_errors: [],
    }
    const compliance = onlyStep({ ...failed('min_compliance_rate', 0.94, 0.95), schema_validation })
    assert.match(compliance.advice, /if 10 more samples kept the schema/u)
    assert.equal(compliance.urgency, 'must')
    assert.equal(compliance.key, 'gates.min_compliance_rate')

    const samples = onlyStep(failed('min_samples', 1000, 1001))
    assert.match(samples.advice, /with 1 more sample:/u)

    const counts = { read: 1000, emitted: 996, dropped: { duplicate: 3, 'empty-output': 1 } }
    const drops = onlyStep({ ...failed('max_drop_rate', 0.004, 0.001), counts })
    assert.match(drops.advice, /with 3 fewer drops/u)
    const duplicates = onlyStep({ ...failed('max_duplicate_rate', 0.003, 0.002), counts })
    assert.match(duplicates.advice, /with 1 fewer duplicates/u)
  })

  it('says what to turn on where a gate measured nothing', () => {
    const step = onlyStep(failed('min_diversity_score', null, 0.5))
    assert.match(step.finding, /nothing to measure/u)
    assert.match(step.advice, /quality_metrics.track_diversity_score/u)
  })

  it('names the key that decides on frequent drops, from 5 in 1,000', () => {
    const counts = { read: 1000, emitted: 995, dropped: { 'text-too-short': 5 } }
    const step = onlyStep({ counts })
    assert.equal(step.key, 'quality.min_text_length')
    assert.equal(step.finding, '5 records (0.5%) dropped: text-too-short.')
    assert.equal(step.urgency, 'could')
    assert.deepEqual(
      stepsOf({ counts: { read: 1000, emitted: 996, dropped: { 'text-too-short': 4 } } }),
      [],
    )
  })

  it('finds a tenth of the records too many to drop, and shows the first schema error', () => {
    const example = { at: 'a:1', instance_pointer: '/output', message: "Field 'output' is missing" }
    const schema_validation = {
      total_validated: 1000,
      compliant: 900,
      violations: 100,
      compliance_rate: 0.9,
      recent_errors: [],
      top_errors: [{ keyword: 'required', schema_pointer: '/required', count: 100, example }],
    }
    const counts = { read: 1000, emitted: 900, dropped: { 'schema-violation': 100 } }
    const step = onlyStep({ counts, schema_validation })
    assert.equal(step.urgency, 'should')
    assert.equal(step.about, "Field 'output' is missing")
  })

  it('asks for nothing else when there are no records or no samples', () => {
    const empty = onlyStep({ counts: { read: 0, emitted: 0, dropped: {} }, gates: [] })
    assert.equal(empty.finding, 'The source has no records.')
    const [none] = stepsOf({ counts: { read: 7, emitted: 0, dropped: { 'missing-field': 7 } } })
    assert.match(none?.finding ?? '', /None of 7 records/u)
    assert.match(none?.advice ?? '', /missing-field/u)
  })

  it('notices weights that leave less than half of the samples in effect', () => {
    const weight = { ...fine.emitted.weight, effective_sample_size: 499 }
    const step = onlyStep(emitted({ weight }))
    assert.match(step.finding, /1,000 samples count like 499 \(49.9%\)/u)
    assert.deepEqual(stepsOf(emitted({ weight: { ...weight, effective_sample_size: 500 } })), [])
  })

  it('notices drift that is more than chance, of at most two splits', () => {
    const drift = { against: 'train', psi: 0.2, psi_by_chance: 0.1, ks: 0.1, ks_by_chance: 0.1 }
    const of = { ...lengths, samples: 100, drift }
    const step = onlyStep(emitted({ split_lengths: { test: of } }))
    assert.equal(step.about, 'test')
    const byChance = { ...of, drift: { ...drift, psi_by_chance: 0.2 } }
    assert.deepEqual(stepsOf(emitted({ split_lengths: { test: byChance } })), [])
    const small = { ...of, drift: { ...drift, psi: 0.09, psi_by_chance: 0.01 } }
    assert.deepEqual(stepsOf(emitted({ split_lengths: { test: small } })), [])
    assert.equal(stepsOf(emitted({ split_lengths: { a: of, b: of, c: of } })).length, 2)
  })

  it('notices splits of fewer than 50 samples', () => {
    assert.equal(onlyStep(emitted({ splits: { train: 951, test: 49 } })).about, 'test')
    assert.deepEqual(stepsOf(emitted({ splits: { train: 950, test: 50 } })), [])
  })

  it('notices a text much longer than the others', () => {
    const step = onlyStep(emitted({ length: { ...lengths, max: 495 } }))
    assert.match(step.finding, /495 characters, 99% have at most 99/u)
    assert.deepEqual(stepsOf(emitted({ length: { ...lengths, max: 494 } })), [])
  })

  it('notices a field that nearly always has one value, unless it is a list', () => {
    const field = {
      field: 'topic',
      from: 'metadata' as const,
      samples: 1000,
      uncounted: 0,
      values: [{ value: 'law', count: 900 }],
      other: 100,
      distinct: 3,
      exact: true,
    }
    assert.equal(onlyStep({ categories: [field] }).about, 'topic: law')
    assert.deepEqual(stepsOf({ categories: [{ ...field, other: 101 }] }), [])
    const rarer = { ...field, values: [{ value: 'law', count: 899 }], other: 101 }
    assert.deepEqual(stepsOf({ categories: [rarer] }), [])
  })

  it('proposes a gate where there is none, a little above what was reached', () => {
    const counts = { read: 1000, emitted: 996, dropped: { duplicate: 4 } }
    const step = onlyStep({ gates: [], counts })
    assert.match(step.advice, /max_drop_rate: 0.02 \}/u)
  })

  it('begins with what is urgent', () => {
    const steps = stepsOf({
      ...failed('min_samples', 900, 1001),
      ...emitted({ violating: 3, splits: { train: 999, test: 1 } }),
    })
    assert.deepEqual(
      steps.map(({ urgency }) => urgency),
      ['must', 'should', 'could'],
    )
  })
})
