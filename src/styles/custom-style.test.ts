import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { customStyle } from './custom-style.js'
import { mapped } from './mapped.test.js'

const template = {
  segments: [
    { label: false, text: 'Q: {{question | trim}}' },
    { label: true, text: '{{answer}}' },
  ],
  tags: '{{tags}}',
  score: 1.5,
  none: null,
}

describe('customStyle', () => {
  it('fills templates in, and keeps types and order', () => {
    const style = customStyle({ template, output: '/segments/1/text' })
    assert.deepEqual(mapped(style, '{"question": " ä ", "answer": "🏔", "tags": [1.0, "a"]}'), {
      line: '{"segments":[{"label":false,"text":"Q: ä"},{"label":true,"text":"🏔"}],"tags":[1.0,"a"],"score":1.5,"none":null}',
      produced: '🏔',
    })
  })

  it('produces all texts when no output is named', () => {
    const result = mapped(customStyle({ template }), { question: 'q', answer: 'a', tags: ['t', 1] })
    assert.equal('produced' in result && result.produced, 'Q: q\na\nt')
  })

  it('produces JSON where the output is no text', () => {
    const style = customStyle({ template, output: '/tags' })
    const result = mapped(style, { question: 'q', answer: 'a', tags: ['t', 1] })
    assert.equal('produced' in result && result.produced, '["t",1]')
  })

  it('drops a record with a gap', () => {
    assert.deepEqual(mapped(customStyle({ template }), { question: 'q', tags: [] }), {
      code: 'missing-field',
      rule: 'custom.template',
      observed: 'no answer',
      allowed: 'a value, or a default',
    })
  })

  it('drops a record for which the output leads nowhere', () => {
    const style = customStyle({ template: { all: '{{all}}' }, output: '/all/answer' })
    assert.deepEqual(mapped(style, { all: {} }), {
      code: 'missing-field',
      rule: 'custom.output',
      observed: 'missing',
      allowed: 'a value',
    })
  })

  it('drops a record with text where a list must be', () => {
    const style = customStyle({ template: { all: '{{#each all}}{{.}}{{/each}}' } })
    assert.deepEqual(mapped(style, { all: 'text' }), {
      code: 'wrong-type',
      rule: 'custom.template',
      observed: 'all is no array',
      allowed: 'array',
    })
  })

  it('refuses a broken template', () => {
    assert.throws(() => customStyle({ template: { a: ['{{'] } }), { code: 'template.invalid' })
  })
})
