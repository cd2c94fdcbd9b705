import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { columnsOf } from '../init/columns/columns-of.js'
import type { JsonObject } from '../kernel/json-value.js'
import { fromPlain } from '../kernel/plain-json.js'
import { columnTable } from './init-table.js'
import { textWidth } from './progress/text-width.js'

function tableOf(records: readonly object[], width = 80): readonly string[] {
  return [
    ...columnTable(columnsOf(records.map((record) => fromPlain(record) as JsonObject)), width),
  ]
}

const record = {
  'a name that is longer than a name has any right to be': 'x'.repeat(999),
  键: '漢字'.repeat(99),
  '\u001B[31m': '\u202E\u0007'.repeat(50),
}

const wide = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, n]))

describe('the table of columns', () => {
  it('is aligned, with figures and an example each', () => {
    const records = [
      { id: 1, question: 'Why?\nOh why?', tags: ['a', 'b'], score: 0.5, ok: true, gone: null },
      { id: 2, question: 'How come it is so?', tags: [], score: 1, ok: false },
      { id: 3, question: '', tags: ['c'], score: 1, ok: true },
    ]
    assert.deepEqual(tableOf(records, 70), [
      'column    type     filled  distinct  length   example',
      'id        integer   100 %         3           1',
      'question  text       66 %         3  0–12–18  Why? Oh why?',
      'tags      list      100 %            0–1–2    ["a","b"]',
      'score     number    100 %         2           0.5',
      'ok        boolean   100 %         2           true',
      'gone      empty       0 %',
    ])
  })

  it('keeps within the terminal, whatever the texts are made of', () => {
    for (const line of tableOf([record, record], 90)) {
      assert.ok(textWidth(line) <= 90, line)
      // oxlint-disable-next-line no-control-regex -- those are what is looked for
      assert.doesNotMatch(line, /[\u0000-\u001F\u202A-\u202E]/u)
    }
  })

  it('shows 40 columns, and how many more there are', () => {
    assert.equal(tableOf([wide(40)]).length, 41)
    assert.equal(tableOf([wide(41)]).at(-1), 'and 1 more column')
    assert.equal(tableOf([wide(2000)]).at(-1), 'and 1,960 more columns')
  })

  it('marks an estimate, which is never more than there are values', () => {
    const records = Array.from({ length: 300 }, (_, n) => ({ a: n, b: n % 255 }))
    const [, a = '', b = ''] = tableOf(records)
    const [, estimate = ''] = /~(\d+)/u.exec(a) ?? []
    assert.ok(Number(estimate) > 240 && Number(estimate) <= 300, a)
    assert.match(b, / 255 /u)
  })
})
