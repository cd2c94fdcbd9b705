import { resolve } from 'node:path'
import { duckdb } from '../sources/duckdb.js'
import { csv } from '../sources/csv.js'
import { http } from '../sources/http.js'
import { iterable } from '../sources/iterable.js'
import { jsonArray } from '../sources/json-array.js'
import { jsonl } from '../sources/jsonl.js'
import { parquet } from '../sources/parquet.js'
import { postgres } from '../sources/postgres.js'
import type { Source } from '../sources/source.js'
import { sqlite } from '../sources/sqlite.js'
import { stdin } from '../sources/stdin.js'
import type { SourceRecipe } from './recipe.js'
import { expandSecrets, type Environment } from './secrets.js'

export interface SourceContext {
  /** What relative paths start from. */
  readonly baseFolder: string
  /** Where `${NAME}` is looked up. Absent: the source only reads parts that were planned elsewhere. */
  readonly env?: Environment
  /** What `type: stdin` reads. @default nothing */
  readonly stdin?: AsyncIterable<Uint8Array>
  /** What `type: entities` reads, which only a program can say. @default nothing */
  readonly entities?: Iterable<unknown> | AsyncIterable<unknown>
}

/** The source that a recipe names. Opens nothing yet. */
export function openSource(source: SourceRecipe, context: SourceContext): Source {
  const { baseFolder, env } = context
  const reveal = (text: string): string => (env ? expandSecrets(text, env) : text)
  switch (source.type) {
    case 'jsonl':
      return jsonl({ path: source.path, baseFolder })
    case 'json':
      return jsonArray({ path: source.path, baseFolder })
    case 'csv':
    case 'tsv': {
      const { path, columns, delimiter = source.type === 'csv' ? ',' : '\t' } = source
      return csv({ path, baseFolder, delimiter, ...(columns && { columns }) })
    }
    case 'parquet':
      return parquet({ path: source.path, baseFolder })
    case 'sqlite': {
      const { path, table, query } = source
      const selection = query === undefined ? { table: table ?? '' } : { query }
      return sqlite({ ...selection, path: resolve(baseFolder, path), name: path })
    }
    case 'postgres': {
      const { url, table, query } = source
      const selection = query === undefined ? { table: table ?? '' } : { query }
      return postgres({ ...selection, url: reveal(url) })
    }
    case 'duckdb':
      return duckdb({ sql: source.sql, baseFolder })
    case 'http': {
      const headers = Object.entries(source.headers ?? {}).map(
        ([name, value]): [string, string] => [name, reveal(value)],
      )
      return http({ url: reveal(source.url), headers: Object.fromEntries(headers) })
    }
    case 'stdin':
      return stdin({ stream: context.stdin ?? emptyInput() })
    case 'entities':
      return iterable(context.entities ?? [])
  }
}

async function* emptyInput(): AsyncGenerator<Uint8Array> {}
