import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromPlain } from '../../kernel/plain-json.js'
import { renderReport } from './render-report.js'
import { reportFacts } from './report-facts.js'

const noValues = { min: 0, max: 0, mean: 0, quantiles: null, histogram: [], relative_error: 0 }

function pageOf(change: object = {}): string {
  const report = {
    format_version: 1,
    loradex_version: '0.1.0',
    plan_digest: 'a'.repeat(64),
    source: 'jsonl:cases.jsonl',
    inputs: [],
    counts: { read: 3, emitted: 2, dropped: { duplicate: 1 } },
    gates: [],
    emitted: {
      splits: { train: 2 },
      violating: 0,
      length: noValues,
      weight: { ...noValues, sum: 2, effective_sample_size: 2 },
      split_lengths: {},
    },
    categories: [],
    shards: [],
    rejects: [],
    per_sample: [],
    recipe: { style: 'preference' },
    excerpts: { samples: [], rejects: [] },
    ...change,
  }
  return renderReport(reportFacts(fromPlain(report)))
}

describe('the page of a report', () => {
  it('has its sections in the order of a review, the verdict first', () => {
    const ids = Array.from(pageOf().matchAll(/<section id="(\w+)"/gu), ([, id]) => id)
    const expected =
      'verdict flow schema lengths weights diversity duplicates splits categories samples rejects provenance next'
    assert.equal(ids.join(' '), expected)
  })

  it('says in a sentence what became of the records', () => {
    assert.match(pageOf(), /2 of 3 records became samples; 1 was dropped, for 1 reason\./u)
    const one = { read: 1, emitted: 1, dropped: {} }
    assert.match(pageOf({ counts: one }), /1 of 1 record became a sample; none was dropped\./u)
    assert.match(
      pageOf({ counts: { read: 0, emitted: 0, dropped: {} } }),
      /No records were read\./u,
    )
  })

  it('says why a section shows nothing', () => {
    const html = pageOf()
    for (const reason of [
      'The recipe has no schema.',
      'Diversity was not measured.',
      'Duplicates are kept, and so not counted',
      'All samples are in one split',
      'The report shows no samples.',
    ]) {
      assert.ok(html.includes(reason), reason)
    }
  })

  it('takes its name from the recipe, as text', () => {
    const html = pageOf({ recipe: { adapter_metadata: { adapter_id: '<i>\u202Elaw' } } })
    assert.match(html, /<h1><bdi>&lt;i><i>U\+202E<\/i>law<\/bdi><\/h1>/u)
    assert.match(html, /<title>&lt;i>\[U\+202E\]law – export report<\/title>/u)
  })

  it('keeps the spelling of numbers in recipe and schema', () => {
    const schema = { maximum: 12_345_678_901_234_567_890n }
    assert.match(pageOf({ schema }), /"maximum": 12345678901234567890/u)
  })

  it('is the same for the same report', () => {
    assert.equal(pageOf(), pageOf())
  })
})
