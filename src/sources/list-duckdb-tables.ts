import { LoradexError, messageOf } from '../kernel/error.js'
import { loadDuckDb } from './duckdb-driver.js'
import type { TableFacts } from './table-facts.js'

/** In the order of their names; views cannot be read out of a file that another DuckDB opens. */
const LIST = `
  SELECT t.schema_name, t.table_name, t.estimated_size, c.column_name, c.data_type
  FROM duckdb_tables() t JOIN duckdb_columns() c USING (database_oid, schema_oid, table_oid)
  WHERE NOT t.internal ORDER BY t.schema_name, t.table_name, c.column_index`

/**
 * The tables of a DuckDB file, opened for reading only. Their `sql` is what reads them from outside:
 * `read_duckdb('shop.duckdb', table_name = 'faq')`, with the file called `input`.
 */
export async function listDuckDbTables(
  path: string,
  input: string,
): Promise<readonly TableFacts[]> {
  const { DuckDBInstance } = await loadDuckDb()
  try {
    const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY', threads: '1' })
    try {
      const connection = await instance.connect()
      const rows = (await connection.runAndReadAll(LIST)).getRows()
      connection.disconnectSync()
      const tables = new Map<string, TableFacts & { columns: { name: string; type: string }[] }>()
      for (const [schema, table, size, name, type] of rows.map((row) => row.map(String))) {
        const known = tables.get(`${schema}.${table}`) ?? {
          name: schema === 'main' ? `${table}` : `${schema}.${table}`,
          sql: readTable({ input, schema: `${schema}`, table: `${table}` }),
          columns: [],
          rows: Number(size),
        }
        known.columns.push({ name: `${name}`, type: `${type}` })
        tables.set(`${schema}.${table}`, known)
      }
      return [...tables.values()]
    } finally {
      instance.closeSync()
    }
  } catch (cause) {
    throw new LoradexError('source.unreadable', {
      message: `expected to open the DuckDB database ${input}, saw: ${messageOf(cause)}`,
      details: { input },
      hint: 'Close other programs that write to it; older files need DuckDB itself to export them.',
      cause,
    })
  }
}

interface TableName {
  readonly input: string
  readonly schema: string
  readonly table: string
}

function readTable({ input, schema, table }: TableName): string {
  const place = schema === 'main' ? '' : `, schema_name = ${quoted(schema)}`
  return `read_duckdb(${quoted(input)}, table_name = ${quoted(table)}${place})`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
