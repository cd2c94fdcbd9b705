import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { JsonNumber } from '../kernel/json-value.js'
import { iterable } from './iterable.js'
import { outcomesOf } from './outcomes.contract.js'
import { describeSourceContract } from './source.contract.js'

describeSourceContract('iterable', {
  open: async (records) => iterable(records.map((record) => JSON.parse(record) as unknown)),
})
describeSourceContract('asynchronous iterable', {
  open: async (records) =>
    iterable(
      (async function* entities() {
        for (const record of records) yield JSON.parse(record) as unknown
      })(),
    ),
})

describe('iterable', () => {
  it('writes what JSON can hold exactly', async () => {
    const entities = [
      { n: 12345678901234567890n, at: new Date(0), left: undefined, list: [undefined, 'ä\u2028'] },
      new Map<string, unknown>([
        ['2', new JsonNumber('1.0')],
        ['1', null],
      ]),
      Object.fromEntries([['__proto__', 1]]),
      7,
    ]
    assert.deepEqual(await outcomesOf(iterable(entities, { name: 'cases' })), [
      'cases:1 {"n":12345678901234567890,"at":"1970-01-01T00:00:00.000Z","list":[null,"ä\u2028"]}',
      'cases:2 {"2":1.0,"1":null}',
      'cases:3 {"__proto__":1}',
      'cases:4 7',
    ])
  })

  it('drops what JSON cannot hold, without its text', async () => {
    const cycle: unknown[] = []
    cycle.push(cycle)
    const throwing = {
      get secret() {
        throw new TypeError('password')
      },
    }
    const entities = [{ a: Number.NaN }, () => 1, cycle, throwing, undefined, { a: 1 }]
    const allowed = 'a value that JSON can hold'
    assert.deepEqual(await outcomesOf(iterable(entities)), [
      `entities:1 bad-value NaN/${allowed}`,
      `entities:2 bad-value function/${allowed}`,
      `entities:3 bad-value a cycle/${allowed}`,
      `entities:4 bad-value TypeError/${allowed}`,
      `entities:5 bad-value undefined/${allowed}`,
      'entities:6 {"a":1}',
    ])
  })

  it('drops records over the limit', async () => {
    const entities = [{ a: '12' }, { a: '123' }]
    assert.deepEqual(await outcomesOf(iterable(entities, { maxRecordBytes: 10 })), [
      'entities:1 {"a":"12"}',
      'entities:2 line-too-long 11/10',
    ])
  })

  it('fails when what makes the entities does', async () => {
    assert.deepEqual(await outcomesOf(iterable(failing())), ['source.lost'])
  })

  it('stops with the reason of the signal', async () => {
    const controller = new AbortController()
    let made = 0
    function* endless(): Generator {
      for (;;) {
        made += 1
        if (made === 10_000) controller.abort(new Error('enough'))
        yield { text: 'x'.repeat(100) }
      }
    }
    const { signal } = controller
    assert.deepEqual(await outcomesOf(iterable(endless()), { signal }), ['Error: enough'])
    assert.ok(made < 20_000)
  })
})

function* failing(): Generator {
  yield { a: 1 }
  throw new Error('no more')
}
