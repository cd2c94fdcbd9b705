import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MeasuredSample } from '../records/measured-sample.js'
import { schemaViolation } from './schema-violation.js'
import { textMismatch } from './text-mismatch.js'

function sampleWith(...keywords: readonly string[]): MeasuredSample {
  const schemaErrors = keywords.map((keyword) => {
    return { keyword, instancePointer: '', schemaPointer: '', message: `${keyword} broken` }
  })
  return { content: new Map(), produced: '', length: 0, part: 0, index: 0, schemaErrors }
}

describe('textMismatch', () => {
  it('drops for what the text check says, and leaves the schema to its own stage', () => {
    const stage = textMismatch('structured_gen.regex')
    const codes = ['regex', 'grammar', 'undecided'].map(
      (word) => stage.judge(sampleWith(word))?.code,
    )
    assert.deepEqual(codes, ['regex-mismatch', 'grammar-mismatch', 'constraint-undecided'])
    assert.equal(stage.judge(sampleWith('minLength')), undefined)
    assert.equal(schemaViolation().judge(sampleWith('regex')), undefined)
    const both = schemaViolation().judge(sampleWith('minLength', 'grammar'))
    assert.deepEqual([both?.observed, both?.errors], [1, ['minLength broken']])
  })

  it('keeps what nothing is wrong with', () => {
    assert.equal(textMismatch('structured_gen.grammar').judge(sampleWith()), undefined)
  })
})
