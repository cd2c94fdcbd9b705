import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject } from '../../kernel/json-value.js'
import { fromPlain } from '../../kernel/plain-json.js'
import type { Column } from './column.js'
import { columnsOf } from './columns-of.js'

function columns(records: readonly object[]): readonly Column[] {
  return columnsOf(records.map((record) => fromPlain(record) as JsonObject))
}

function kinds(records: readonly object[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns(records).map(({ path, kind }) => [path, kind]))
}

const make = (others: number) =>
  Array.from({ length: 100 }, (_, n) => ({ a: n < others ? n : 'x' }))

const rare = (count: number) =>
  Array.from({ length: 100 }, (_, n) => ({ o: { a: 1, ...(n < count && { rare: 1 }) } }))

const wide = (count: number) => ({
  o: Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n])),
})

const named = (start: number, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${start + n}`, 'x']))

const proseOf = (text: string) => columns([{ a: text }])[0]?.traits?.prose

describe('columnsOf', () => {
  it('tells kinds, with members of objects and first items of lists as columns of their own', () => {
    const record = {
      t: 'x',
      n: 1,
      b: true,
      e: null,
      o: { inner: { deep: 'x' } },
      l: ['a', 'b'],
      ll: [[{ text: 'x' }]],
      m: [{ role: 'assistant', content: 'x' }],
      j: '[{"from":"gpt","value":"x"}]',
    }
    assert.deepEqual(kinds([record, record]), {
      t: 'text',
      n: 'number',
      b: 'boolean',
      e: 'empty',
      o: 'object',
      'o.inner': 'object',
      'o.inner.deep': 'text',
      l: 'list',
      'l.0': 'text',
      ll: 'list',
      'll.0': 'list',
      'll.0.0': 'object',
      'll.0.0.text': 'text',
      m: 'messages',
      j: 'messages',
    })
  })

  it('finds what many records have beside thousands of other keys', () => {
    const normal = Array.from({ length: 20 }, () => ({ question: 'q', answer: 'a' }))
    const own = Array.from({ length: 3000 }, (_, n) => ({
      ...named(n, 1),
      question: 'q',
      answer: 'a',
    }))
    for (const records of [[{ ...named(0, 5000), question: 'q', answer: 'a' }, ...normal], own]) {
      const found = columns(records)
      assert.equal(found.length, 2048)
      const full = found.filter(({ filled }) => filled === 1).map(({ path }) => path)
      assert.deepEqual(full, ['question', 'answer'])
    }
  })

  it('calls a column by what nearly all of it is, and mixed else', () => {
    assert.equal(kinds(make(2))['a'], 'text')
    assert.equal(kinds(make(3))['a'], 'mixed')
  })

  it('does not count blank text and null as values', () => {
    const [a] = columns([{ a: 'x' }, { a: ' ' }, { a: null }, {}])
    assert.deepEqual([a?.filled, a?.example], [0.25, 'x'])
  })

  it('leaves out members that one record in twenty does not have, and those of maps', () => {
    assert.equal('o.rare' in kinds(rare(4)), false)
    assert.equal('o.rare' in kinds(rare(5)), true)
    assert.equal(columns([wide(64)]).length, 65)
    assert.equal(columns([wide(65)]).length, 1)
  })

  it('does not look into messages, nor deeper than four keys', () => {
    assert.deepEqual(Object.keys(kinds([{ a: { b: { c: { d: { e: 1 } } } } }])), [
      'a',
      'a.b',
      'a.b.c',
      'a.b.c.d',
    ])
  })

  it('tells sentences from names in scripts with and without blanks', () => {
    for (const text of [
      'This is what it is.',
      'これは文章であり名前ではない。',
      'Це речення з кількох слів.',
    ]) {
      assert.equal(proseOf(text), 1, text)
    }
    for (const text of [
      'Angus Young, Malcolm Young',
      'http://json-schema.org/draft-07/schema#',
      '東京',
      '1 2 3 4 5 6',
      'id_of_some_thing_or_other',
    ]) {
      assert.equal(proseOf(text), 0, text)
    }
  })
})
