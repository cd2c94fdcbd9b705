import { noTable } from '../../sources/table-or-query.js'
import type { TableFacts } from '../../sources/table-facts.js'
import type { FindOptions } from './found-source.js'
import { noRecords } from './no-records.js'
import { rankTables, type RankedTable } from './rank-tables.js'

/**
 * The table that the command line names, or a person chooses, or else the most promising.
 * @throws `source.no-match`, `init.no-records` when there are no tables
 */
export async function chooseTable(
  tables: readonly TableFacts[],
  input: string,
  { table: wanted, choose }: Pick<FindOptions, 'table' | 'choose'>,
): Promise<RankedTable> {
  const ranked = rankTables(tables)
  const [first, ...others] = ranked
  if (first === undefined) throw noRecords(input)
  if (wanted !== undefined) {
    const named = ranked.find(({ table }) => isNamed(table, wanted))
    if (named) return { table: named.table, reason: 'as the command line says' }
    const known = tables.map(({ name }) => name)
    const otherwise = `Name one of ${known.slice(0, 20).join(', ')} with --table.`
    throw noTable({ input, name: wanted, known, otherwise })
  }
  if (others.length === 0) return { ...first, reason: 'the only table' }
  if (choose) {
    const choices = ranked.map(({ table, reason }) => ({ label: table.name, hint: reason }))
    const place = await choose('Which table?', choices)
    return { table: (ranked[place] ?? first).table, reason: 'as chosen' }
  }
  return {
    table: first.table,
    reason: `the most promising of ${ranked.length} tables: ${first.reason}`,
  }
}

function isNamed({ name }: TableFacts, wanted: string): boolean {
  return (
    name.toLowerCase() === wanted.toLowerCase() ||
    name.toLowerCase() === `"${wanted}"`.toLowerCase()
  )
}
