import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TableFacts } from '../../sources/table-facts.js'
import { rankTables } from './rank-tables.js'

function table(name: string, rows: number | undefined, columns: string): TableFacts {
  return {
    name,
    sql: name,
    ...(rows !== undefined && { rows }),
    columns: columns.split(' ').map((column) => {
      const [own = '', type = 'text'] = column.split(':')
      return { name: own, type }
    }),
  }
}

function first(...tables: readonly TableFacts[]): string {
  const [best] = rankTables(tables)
  return `${best?.table.name}: ${best?.reason}`
}

describe('rankTables', () => {
  it('prefers columns named as samples need them to everything else', () => {
    const found = first(
      table('log', 1e6, 'id:int line note'),
      table('faq', 3, 'id:int question answer'),
    )
    assert.equal(found, 'faq: 3 rows, columns question and answer')
    assert.match(
      first(table('log', 1e6, 'line'), table('c', 9, 'id:int messages:jsonb')),
      /^c: 9 rows, columns messages$/u,
    )
  })

  it('prefers more rows of text to more columns of it', () => {
    const found = first(
      table('invoice', 412, 'a b c d e'),
      table('track', 3503, 'id:int name composer'),
    )
    assert.equal(found, 'track: 3,503 rows, text in name and composer')
  })

  it('prefers little text to much that is none', () => {
    assert.match(
      first(table('links', 1e9, 'a:int b:bigint'), table('t', 2, 'x:varchar(10)')),
      /^t: 2 rows, text in x$/u,
    )
  })

  it('takes no empty table for its names alone', () => {
    assert.match(first(table('faq', 0, 'question answer'), table('t', 5, 'x')), /^t:/u)
  })

  it('says where it does not know how many more rows there are', () => {
    const found = first({ ...table('log', 1e5, 'line'), hasMoreRows: true })
    assert.equal(found, 'log: more than 100,000 rows, text in line')
  })

  it('knows nothing of the rows of a view', () => {
    assert.equal(
      first(table('v', undefined, 'a b c d e f')),
      'v: a view, text in a, b, c, d and 2 more',
    )
  })
})
