import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject } from '../../kernel/json-value.js'
import { fromPlain } from '../../kernel/plain-json.js'
import type { Recipe } from '../../recipe/recipe.js'
import { columnsOf } from '../columns/columns-of.js'
import { asked, keptBy, proposeFrom, recordsOf, section } from './propose-from.contract.js'
import { rankCandidates } from './rank-candidates.js'

function weightingOf(make: (n: number) => unknown): Recipe['weighting'] {
  return proposeFrom(recordsOf(25, (n) => ({ ...asked(n), weight: make(n) }))).written.weighting
}

describe('a proposal for few, odd and many columns', () => {
  it('is made of one record, without a split', () => {
    const proposed = proposeFrom([asked(1)])
    assert.equal(proposed.written.split, undefined)
    assert.equal(proposed.measured.kept, 1)
  })

  it('leaves out columns without values', () => {
    const records = recordsOf(25, (n) => ({
      answer: null,
      category: null,
      text: `This is a sentence of ${n}.`,
      tags: [],
    }))
    const proposed = proposeFrom(records)
    assert.deepEqual(section(proposed, 'field_mapping'), { text_field: 'text' })
    assert.deepEqual(section(proposed, 'metadata'), { include_metadata: false })
  })

  it('turns a column of texts and numbers into text, and keeps all of it', () => {
    const records = recordsOf(40, (n) => ({
      question: n % 4 ? `Why is it so in case ${n}?` : n,
      answer: n % 3 ? 'So.' : n,
    }))
    const proposed = proposeFrom(records)
    assert.deepEqual(section(proposed, 'field_mapping')['instruction_field'], {
      template: '{{question}}',
    })
    assert.equal(proposed.measured.kept, 40)
  })

  it('has no columns where no record has a value', () => {
    const records = [{ a: null }, { a: '' }, {}].map((record) => fromPlain(record) as JsonObject)
    assert.deepEqual(rankCandidates(columnsOf(records), records), [])
  })

  it('is made of 2,000 columns within seconds, and is no longer than a page', () => {
    const others = Object.fromEntries(
      recordsOf(2000, (n) => [`column ${String(n)}`, n]) as [string, unknown][],
    )
    const started = performance.now()
    const proposed = proposeFrom(recordsOf(40, (n) => ({ ...others, ...asked(n) })))
    assert.ok(performance.now() - started < 10_000)
    assert.equal(section(proposed, 'field_mapping')['output_field'], 'answer')
    assert.ok(proposed.text.split('\n').length < 80)
  })

  it('does not let a default take a column that is something else', () => {
    const records = recordsOf(25, (n) => ({
      ...asked(n),
      context: { page: n },
      importance: 'high',
      created_at: 'now',
      source: [1],
    }))
    const proposed = proposeFrom(records)
    const { written } = proposed
    assert.equal(keptBy(proposed, records), 25)
    assert.equal(written.weighting.enable_weights, false)
    assert.deepEqual(written.metadata.metadata_fields, {
      created_at: 'created_at',
      page: 'context.page',
    })
  })

  it('takes weights from numbers of that name alone', () => {
    assert.equal(weightingOf((n) => n).weight_field, 'weight')
    assert.equal(weightingOf((n) => n - 1).enable_weights, false)
    assert.equal(weightingOf(String).enable_weights, false)
  })

  it('carries identifiers, categories, tags and booleans along, and nothing that is text or mapped', () => {
    const records = recordsOf(40, (n) => ({
      id: `r${n}`,
      ...asked(n),
      topic: `t${n % 4}`,
      tags: ['a'],
      checked: n % 2 > 0,
      info: { lang: 'de' },
      notes: `Here are sentences about record ${n}.`,
    }))
    assert.deepEqual(section(proposeFrom(records), 'metadata')['metadata_fields'], {
      id: 'id',
      topic: 'topic',
      tags: 'tags',
      checked: 'checked',
      lang: 'info.lang',
    })
  })
})
