import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { QualityRecipe } from '../../recipe/recipe.js'
import { asked, proposeFrom, recordsOf, section } from './propose-from.contract.js'

function qualityOf(lengths: readonly number[], isComplete = true): QualityRecipe {
  const records = lengths.map((length, n) => ({
    prompt: `Write something, number ${n}`,
    completion: 'x'.repeat(length),
  }))
  return proposeFrom(records, isComplete).written.quality
}

function splitOf(
  count: number,
  make: (n: number) => unknown = asked,
): Readonly<Record<string, unknown>> {
  return section(proposeFrom(recordsOf(count, make)), 'split')
}

/** An answer of 60 members. */
function wide(n: number): unknown {
  const members = recordsOf(60, (k) => [`key ${String(k)}`, n]) as [string, unknown][]
  return { ...asked(n), answer: Object.fromEntries(members) }
}

function grouped(groups: number): (n: number) => unknown {
  return (n) => ({ conversation_id: n % groups, ...asked(n) })
}

describe('limits of a proposal', () => {
  it('keep the usual least length while all texts have it, with room for those not seen', () => {
    assert.equal(qualityOf([10, 50]).min_text_length, 10)
    assert.equal(qualityOf([9, 50]).min_text_length, 1)
    assert.equal(qualityOf([40, 50], false).min_text_length, 10)
    assert.equal(qualityOf([39, 50], false).min_text_length, 1)
  })

  it('keep the usual greatest length while all texts are within it, with room for those not seen', () => {
    assert.equal(qualityOf([10, 8192]).max_text_length, 8192)
    assert.equal(qualityOf([10, 8193]).max_text_length, 16_384)
    assert.equal(qualityOf([10, 2048], false).max_text_length, 8192)
    assert.equal(qualityOf([10, 2049], false).max_text_length, 16_384)
  })
})

describe('the split of a proposal', () => {
  it('is there from 20 records on, and in three from 1,000 on', () => {
    assert.deepEqual(splitOf(19), {})
    assert.deepEqual(splitOf(20)['ratios'], { train: 0.9, test: 0.1 })
    assert.deepEqual(splitOf(999)['ratios'], { train: 0.9, test: 0.1 })
    assert.deepEqual(splitOf(1000)['ratios'], { train: 0.9, validation: 0.05, test: 0.05 })
  })

  it('goes by what is asked, or by groups where there are enough of them', () => {
    assert.equal(splitOf(100)['key'], 'question')
    assert.equal(splitOf(100, grouped(49))['key'], 'question')
    assert.equal(splitOf(100, grouped(50))['key'], 'conversation_id')
  })

  it('goes by a column that differs from row to row where the text is made of the row', () => {
    assert.equal(splitOf(100, (n) => ({ code: `c${n}`, size: n % 3 }))['key'], 'code')
    assert.deepEqual(splitOf(100, (n) => ({ code: `c${n % 9}`, size: n % 3 }))['key'], {
      template: 'code: {{code}}\nsize: {{size}}',
    })
  })
})

describe('schema and gates of a proposal', () => {
  it('are strict when every record was seen', () => {
    const records = [...recordsOf(38, asked), asked(1), { question: 'Why?' }]
    const { written } = proposeFrom(records)
    assert.equal(written.structured_gen.reject_invalid_samples, true)
    // Two of forty are dropped, and a twentieth more may be.
    assert.deepEqual(written.gates, { max_drop_rate: 0.1 })
  })

  it('only tell what breaks them when some were not', () => {
    const { written } = proposeFrom(recordsOf(200, asked), false)
    assert.equal(written.structured_gen.reject_invalid_samples, false)
    assert.deepEqual(written.gates, { min_samples: 1 })
  })

  it('stand in the recipe while they are short, and in a file of their own when they are long', () => {
    assert.equal(proposeFrom(recordsOf(25, asked)).schema.file, undefined)
    const proposed = proposeFrom(recordsOf(25, wide))
    assert.equal(proposed.schema.file, 'schema.json')
    assert.equal(proposed.written.structured_gen.json_schema, 'schema.json')
    assert.match(proposed.schema.text, /"\$comment": "in all 25; 0 to 24"/u)
  })
})
