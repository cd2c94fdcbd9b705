import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { isJsonObject, type JsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { fromPlain } from '../kernel/plain-json.js'
import { addRow, mergeRows, type ColumnType, type RowTypes } from './column-type.js'

function rowOf(text: string): JsonObject {
  const value = parseJsonText(text)
  assert.ok(isJsonObject(value))
  return value
}

function typesOf(rows: readonly JsonObject[]): RowTypes {
  const types: RowTypes = new Map()
  for (const row of rows) addRow(types, row)
  return types
}

/** The type of a column that holds these values, one after the other. */
function typeOf(...values: readonly string[]): ColumnType | undefined {
  return typesOf(values.map((value) => rowOf(`{"column":${value}}`))).get('column')
}

function struct(members: Readonly<Record<string, ColumnType>>): ColumnType {
  return { struct: new Map(Object.entries(members)) }
}

describe('addRow', () => {
  const cases: readonly (readonly [readonly string[], ColumnType])[] = [
    [['null'], 'null'],
    [['null', '"a"', 'null'], 'string'],
    [['true', 'false'], 'bool'],
    [['1', '-2', '9223372036854775807'], 'int64'],
    [['9223372036854775808'], 'json'],
    [['1', '1.0'], 'float64'],
    [['1.5', '1'], 'float64'],
    [['1e+21'], 'float64'],
    [['1e400'], 'json'],
    [['1', '"1"'], 'json'],
    [['1', 'true'], 'json'],
    [['[]'], { list: 'null' }],
    [['[]', '["a",null]'], { list: 'string' }],
    [['["a"]', '[1]'], { list: 'json' }],
    [['["a"]', '"a"'], 'json'],
    [['{"a":1,"b":"x"}', '{"a":2.5,"b":null}'], struct({ a: 'float64', b: 'string' })],
    [['{"a":1,"b":"x"}', '{"b":"x","a":1}'], 'json'],
    [['{"a":1,"b":2}', '{"a":1}'], 'json'],
    [['{"a":1}', '{"a":1,"b":2}'], 'json'],
    [['{"a":1}', '{"b":1}'], 'json'],
    [['{}'], 'json'],
    [['[{"a":1},{"a":2}]'], { list: struct({ a: 'int64' }) }],
    [['[{"a":1},{"b":2}]'], { list: 'json' }],
    [[`${'['.repeat(40)}${']'.repeat(40)}`.replace('[]', '[1]')], nested(7, 'json')],
  ]
  for (const [values, type] of cases) {
    it(`finds the type of ${values.join(' then ').slice(0, 60)}`, () => {
      assert.deepEqual(typeOf(...values), type)
    })
  }

  it('keeps columns that not every row has', () => {
    const types = typesOf([rowOf('{"a":"x"}'), rowOf('{"b":1}')])
    assert.deepEqual(Array.from(types), [
      ['a', 'string'],
      ['b', 'int64'],
    ])
  })
})

function nested(levels: number, innermost: ColumnType): ColumnType {
  return levels === 0 ? innermost : { list: nested(levels - 1, innermost) }
}

describe('mergeRows', () => {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, true, 1, 1.5, 'a', 2 ** 70),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b'), tie('value')),
    ),
  }))
  const row = fc.dictionary(fc.constantFrom('x', 'y'), value).map(fromPlain).filter(isJsonObject)
  const rows = fc.array(row, { maxLength: 6 })

  it('gives the same types however the rows are divided', () => {
    fc.assert(
      fc.property(rows, rows, rows, (a, b, c) => {
        const [left, middle, right] = [typesOf(a), typesOf(b), typesOf(c)]
        const whole = typesOf([...a, ...b, ...c])
        assert.deepEqual(mergeRows(mergeRows(left, middle), right), whole)
        assert.deepEqual(mergeRows(left, mergeRows(middle, right)), whole)
        assert.deepEqual(mergeRows(mergeRows(right, left), middle), whole)
      }),
    )
  })
})
