import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { instructionTuning } from './instruction-tuning.js'
import { mapped } from './mapped.test.js'
import { textCompletion } from './text-completion.js'

const style = instructionTuning({
  instruction_field: 'question',
  input_field: 'context',
  output_field: 'answer',
})

describe('instructionTuning', () => {
  it('takes instruction, input and output in this order', () => {
    assert.deepEqual(mapped(style, { answer: 'Wien 🏔', context: 'Österreich', question: 'q?' }), {
      line: '{"instruction":"q?","input":"Österreich","output":"Wien 🏔"}',
      produced: 'Wien 🏔',
    })
  })

  for (const context of [undefined, null, '']) {
    it(`leaves out an input that is ${JSON.stringify(context)}`, () => {
      const { line } = { line: '', ...mapped(style, { question: 'q', context, answer: 'a' }) }
      assert.equal(line, '{"instruction":"q","output":"a"}')
    })
  }

  it('keeps an input of blanks', () => {
    const { line } = { line: '', ...mapped(style, { question: 'q', context: ' ', answer: 'a' }) }
    assert.equal(line, '{"instruction":"q","input":" ","output":"a"}')
  })

  for (const answer of ['{"b":1.0,"a":[1e400]}', '[]', '[9007199254740993]']) {
    it(`keeps ${answer} as output, exactly`, () => {
      assert.deepEqual(mapped(style, `{"question": "q", "answer": ${answer}}`), {
        line: `{"instruction":"q","output":${answer}}`,
        produced: answer,
      })
    })
  }

  it('leaves an empty output to the quality rules', () => {
    assert.deepEqual(mapped(style, { question: 'q', answer: '' }), {
      line: '{"instruction":"q","output":""}',
      produced: '',
    })
  })

  const blank = 'text that is not blank'
  const drops: readonly (readonly [object, string, string, string, string])[] = [
    [{ answer: 'a' }, 'missing-field', 'instruction_field', 'missing', blank],
    [{ question: null, answer: 'a' }, 'missing-field', 'instruction_field', 'null', blank],
    [{ question: ' \n', answer: 'a' }, 'missing-field', 'instruction_field', 'empty', blank],
    [{ question: 7, answer: 'a' }, 'wrong-type', 'instruction_field', 'number', blank],
    [{ question: ['q'], answer: 'a' }, 'wrong-type', 'instruction_field', 'array', blank],
    [{ question: 'q', context: {}, answer: 'a' }, 'wrong-type', 'input_field', 'object', 'text'],
    [{ question: 'q' }, 'missing-field', 'output_field', 'missing', 'text, object or array'],
    [
      { question: 'q', answer: null },
      'missing-field',
      'output_field',
      'null',
      'text, object or array',
    ],
    [
      { question: 'q', answer: 42 },
      'wrong-type',
      'output_field',
      'number',
      'text, object or array',
    ],
    [
      { question: 'q', answer: true },
      'wrong-type',
      'output_field',
      'boolean',
      'text, object or array',
    ],
  ]
  for (const [record, code, field, observed, allowed] of drops) {
    it(`drops ${JSON.stringify(record)}`, () => {
      const drop = { code, rule: `field_mapping.${field}`, observed, allowed }
      assert.deepEqual(mapped(style, record), drop)
    })
  }

  it('takes constants, pointers and templates', () => {
    const mixed = instructionTuning({
      instruction_field: { const: 'Translate.' },
      input_field: { template: '{{a.de}} ({{a.score}})' },
      output_field: '/a/en',
    })
    const { line } = { line: '', ...mapped(mixed, { a: { de: 'Hallo', en: 'Hello', score: 1 } }) }
    assert.equal(line, '{"instruction":"Translate.","input":"Hallo (1)","output":"Hello"}')
  })
})

describe('textCompletion', () => {
  const text = textCompletion({ text_field: 'content' })

  it('takes the text', () => {
    assert.deepEqual(mapped(text, { content: '§ 1\u2028📜' }), {
      line: '{"text":"§ 1\u2028📜"}',
      produced: '§ 1\u2028📜',
    })
  })

  it('leaves an empty text to the quality rules', () => {
    assert.deepEqual(mapped(text, { content: '' }), { line: '{"text":""}', produced: '' })
  })

  const rule = 'field_mapping.text_field'
  it('drops what is missing or no text', () => {
    assert.deepEqual(
      [{}, { content: null }, { content: 1 }].map((record) => mapped(text, record)),
      [
        { code: 'missing-field', rule, observed: 'missing', allowed: 'text' },
        { code: 'missing-field', rule, observed: 'null', allowed: 'text' },
        { code: 'wrong-type', rule, observed: 'number', allowed: 'text' },
      ],
    )
  })
})
