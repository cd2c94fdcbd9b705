import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { linesOf, mapped } from './mapped.test.js'
import { preference } from './preference.js'

const style = preference({
  prompt_field: 'prompt',
  chosen_field: 'chosen',
  rejected_field: 'rejected',
})

const asked = { role: 'user', content: 'q' }
const good = { role: 'assistant', content: 'good' }
const bad = { role: 'assistant', content: 'bad' }

describe('preference', () => {
  it('takes three texts', () => {
    assert.deepEqual(mapped(style, { rejected: 'b', chosen: 'a 🏔', prompt: '' }), {
      line: '{"prompt":"","chosen":"a 🏔","rejected":"b"}',
      produced: 'a 🏔',
    })
  })

  it('splits transcripts after the last assistant turn that both have', () => {
    const lead = '\n\nHuman: ä\n\nAssistant: b\n\nHuman: c\n\nAssistant:'
    const chosen = `${lead} yes\n\nHuman: x\n\nAssistant: y`
    assert.deepEqual(linesOf(style, { chosen, rejected: `${lead} yes!` }), {
      prompt: lead,
      chosen: ' yes\n\nHuman: x\n\nAssistant: y',
      rejected: ' yes!',
    })
  })

  it('does not split within the marker', () => {
    const drop = mapped(style, { chosen: '\n\nAssistant: a', rejected: '\n\nAssistant; b' })
    assert.ok('code' in drop)
    assert.deepEqual([drop.code, drop.rule], ['missing-field', 'field_mapping.prompt_field'])
  })

  it('keeps answers that are equal', () => {
    const same = '\n\nHuman: a\n\nAssistant: b'
    assert.deepEqual(linesOf(style, { chosen: same, rejected: same }), {
      prompt: '\n\nHuman: a\n\nAssistant:',
      chosen: ' b',
      rejected: ' b',
    })
    assert.deepEqual(linesOf(style, { chosen: [asked, good], rejected: [asked, good] }), {
      prompt: [asked],
      chosen: [good],
      rejected: [good],
    })
  })

  it('takes messages on all sides', () => {
    const sample = { prompt: [asked], chosen: [good], rejected: [bad] }
    assert.deepEqual(linesOf(style, sample), sample)
  })

  for (const prompt of [undefined, null, 'q']) {
    it(`takes leading messages for a prompt that is ${JSON.stringify(prompt)}`, () => {
      const chosen = [{ content: 'q', role: 'user' }, good]
      const result = mapped(style, { prompt, chosen, rejected: [asked, bad] })
      assert.ok('line' in result)
      const lead = [{ content: 'q', role: 'user' }]
      assert.deepEqual(JSON.parse(result.line), { prompt: lead, chosen: [good], rejected: [bad] })
      assert.equal(result.produced, 'good')
    })
  }

  const drops: readonly (readonly [object, string, string, string])[] = [
    [{ prompt: 'p', rejected: 'b' }, 'missing-field', 'chosen_field', 'missing'],
    [{ prompt: 'p', chosen: 'a' }, 'missing-field', 'rejected_field', 'missing'],
    [{ prompt: 'p', chosen: 7, rejected: 'b' }, 'wrong-type', 'chosen_field', 'number'],
    [{ prompt: 'p', chosen: 'a', rejected: [bad] }, 'wrong-type', 'rejected_field', 'array'],
    [{ prompt: 'p', chosen: [good], rejected: 'b' }, 'wrong-type', 'rejected_field', 'string'],
    [{ prompt: [asked], chosen: 'a', rejected: 'b' }, 'wrong-type', 'prompt_field', 'array'],
    [
      { prompt: 'other', chosen: [asked, good], rejected: [asked, bad] },
      'wrong-type',
      'prompt_field',
      'string',
    ],
    [
      { prompt: 7, chosen: [asked, good], rejected: [asked, bad] },
      'wrong-type',
      'prompt_field',
      'number',
    ],
    [{ chosen: [good], rejected: [bad] }, 'missing-field', 'prompt_field', 'missing'],
    [{ chosen: 'a', rejected: 'b' }, 'missing-field', 'prompt_field', 'missing'],
    [
      { prompt: [asked], chosen: [], rejected: [bad] },
      'bad-messages',
      'chosen_field',
      'no message',
    ],
    [
      { prompt: ['x'], chosen: [good], rejected: [bad] },
      'bad-messages',
      'prompt_field',
      'message 0: string',
    ],
    [
      { prompt: [asked], chosen: [good], rejected: [1] },
      'bad-messages',
      'rejected_field',
      'message 0: number',
    ],
  ]
  for (const [record, code, field, observed] of drops) {
    it(`drops ${JSON.stringify(record)}`, () => {
      const drop = mapped(style, record)
      assert.ok('code' in drop)
      assert.deepEqual(
        [drop.code, drop.rule, drop.observed],
        [code, `field_mapping.${field}`, observed],
      )
    })
  }
})
