import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isJsonObject, type Json } from '../kernel/json-value.js'
import { toPlain, type PlainJson } from '../kernel/plain-json.js'
import type { MeasuredSample } from '../records/measured-sample.js'
import { MAX_COUNTED_KEYWORDS } from './frequent-errors.js'
import { describeMetricContract } from './metric.contract.js'
import { schemaCompliance, type Compliance } from './schema-compliance.js'

const metric = schemaCompliance()

describeMetricContract(metric)

function sampleWith(keywords: readonly string[], place = { part: 0, index: 0 }): MeasuredSample {
  const schemaErrors = keywords.map((keyword, errorIndex) => ({
    keyword,
    instancePointer: '',
    schemaPointer: `/${keyword}`,
    message: `${keyword} ${place.part}.${place.index}.${errorIndex}`,
  }))
  return { content: new Map(), produced: '', length: 0, schemaErrors, ...place }
}

function measure(samples: readonly MeasuredSample[]): Compliance {
  const state = metric.empty()
  for (const sample of samples) metric.add(state, sample)
  return state
}

function reportOf(samples: readonly MeasuredSample[]): PlainJson {
  return toPlain(metric.report(measure(samples)))
}

function memberOf(report: Json, key: string): PlainJson {
  return toPlain((isJsonObject(report) ? report.get(key) : undefined) ?? null)
}

function exampleOf(keyword: string): object {
  return { instance_pointer: '', message: `${keyword} 0.0.0` }
}

describe('schemaCompliance', () => {
  it('counts what keeps the schema and what does not', () => {
    assert.deepEqual(reportOf([sampleWith([]), sampleWith(['required']), sampleWith([])]), {
      total_validated: 3,
      compliant: 2,
      violations: 1,
      compliance_rate: 2 / 3,
      recent_errors: ['required 0.0.0'],
      top_errors: [
        {
          keyword: 'required',
          schema_pointer: '/required',
          count: 1,
          example: { instance_pointer: '', message: 'required 0.0.0' },
        },
      ],
    })
  })

  it('has no rate when nothing was validated', () => {
    const unchecked = { content: new Map(), produced: '', length: 0, part: 0, index: 0 }
    assert.deepEqual(reportOf([unchecked]), {
      total_validated: 0,
      compliant: 0,
      violations: 0,
      compliance_rate: null,
      recent_errors: [],
      top_errors: [],
    })
  })

  it('keeps the last ten errors in plan order, whichever came first', () => {
    const last = Array.from({ length: 9 }, (_, index) =>
      sampleWith(['type'], { part: 1, index }),
    ).toReversed()
    const first = sampleWith(['type', 'enum'], { part: 0, index: 900 })
    const report = metric.report(metric.merge(measure(last), measure([first])))
    assert.deepEqual(memberOf(report, 'recent_errors'), [
      'enum 0.900.1',
      ...Array.from({ length: 9 }, (_, index) => `type 1.${index}.0`),
    ])
  })

  it('shows the ten keywords that fail most often', () => {
    const samples = Array.from({ length: 12 }, (_, index) =>
      Array.from({ length: index + 1 }, () => sampleWith([`k${index}`])),
    ).flat()
    const report = metric.report(measure(samples))
    const top = memberOf(report, 'top_errors')
    assert.ok(Array.isArray(top))
    assert.equal(top.length, 10)
    assert.deepEqual(top[0], {
      keyword: 'k11',
      schema_pointer: '/k11',
      count: 12,
      example: exampleOf('k11'),
    })
    assert.deepEqual(top[9], {
      keyword: 'k2',
      schema_pointer: '/k2',
      count: 3,
      example: exampleOf('k2'),
    })
  })

  it('shows the first error of a keyword in plan order, and where it was read', () => {
    const [early, late] = [
      { part: 1, index: 7 },
      { part: 2, index: 0 },
    ].map((place) => measure([sampleWith(['type'], place)]))
    assert.ok(early && late)
    for (const merged of [metric.merge(early, late), metric.merge(late, early)]) {
      const report = metric.report(merged, (part, index) => `file-${part}:${index + 1}`)
      assert.deepEqual(memberOf(report, 'top_errors'), [
        {
          keyword: 'type',
          schema_pointer: '/type',
          count: 2,
          example: { at: 'file-1:8', instance_pointer: '', message: 'type 1.7.0' },
        },
      ])
    }
  })

  it('keeps the start of a message of any length', () => {
    const sample = sampleWith(['type'])
    const [error] = sample.schemaErrors ?? []
    assert.ok(error)
    const long = '📜'.repeat(1_000_000)
    const schemaErrors = [{ ...error, message: long, instancePointer: long }]
    const state = measure([{ ...sample, schemaErrors }])
    assert.ok(metric.encode(state).length < 2000)
    assert.deepEqual(memberOf(metric.report(state), 'recent_errors'), ['📜'.repeat(200)])
  })

  it('counts a bounded number of keywords, the same ones for any order', () => {
    const samples = Array.from({ length: MAX_COUNTED_KEYWORDS + 1 }, (_, index) =>
      sampleWith([`k${String(index).padStart(4, '0')}`]),
    )
    const state = measure(samples)
    assert.equal(state.frequent.size, MAX_COUNTED_KEYWORDS)
    assert.equal(metric.encode(measure(samples.toReversed())), metric.encode(state))
    assert.equal(state.frequent.has('k0000 /k0000'), true)
    assert.equal(state.frequent.has('k1000 /k1000'), false)
  })
})
