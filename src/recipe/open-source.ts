import { resolve } from 'node:path'
import { workFolderOf } from '../export/folder/work-folder-of.js'
import { duckdb } from '../sources/duckdb.js'
import { csv, tsv } from '../sources/csv.js'
import { http } from '../sources/http.js'
import { iterable } from '../sources/iterable.js'
import { jsonArray } from '../sources/json-array.js'
import { jsonl } from '../sources/jsonl.js'
import { parquet } from '../sources/parquet.js'
import { postgres } from '../sources/postgres.js'
import { isUri, type RemoteFiles } from '../sources/remote-files.js'
import type { RemoteTables } from '../sources/remote-tables.js'
import type { Source } from '../sources/source.js'
import { sparkTable } from '../sources/spark-table.js'
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
  /** The folder that is written: patterns match nothing in it. @default none */
  readonly target?: string | undefined
  /** For paths that are URIs. @default they are refused */
  readonly remoteFiles?: RemoteFiles | undefined
  /** What `type: spark_table` asks. @default nobody: it is refused */
  readonly remoteTables?: RemoteTables | undefined
  /** What `type: entities` reads, which only a program can say. @default nothing */
  readonly entities?: Iterable<unknown> | AsyncIterable<unknown>
}

/** The source that a recipe names. Opens nothing yet. */
export function openSource(recipe: SourceRecipe, context: SourceContext): Source {
  const source = openByType(recipe, context)
  const { remoteFiles: remote } = context
  if (!remote) return source
  return { ...source, read: (part, options) => source.read(part, { ...options, remote }) }
}

function openByType(source: SourceRecipe, context: SourceContext): Source {
  if ('path' in source && source.type !== 'sqlite') return openFiles(source, context)
  switch (source.type) {
    case 'sqlite': {
      const path = resolve(context.baseFolder, source.path)
      return sqlite({ ...selectionOf(source), ...keyOf(source), path, name: source.path })
    }
    case 'postgres':
      return postgres({
        ...selectionOf(source),
        ...keyOf(source),
        url: reveal(source.url, context),
      })
    case 'duckdb':
      return duckdb({ ...keyOf(source), sql: source.sql, baseFolder: context.baseFolder })
    case 'spark_table':
      return sparkTable({ table: source.table, tables: context.remoteTables })
    case 'http':
      return openHttp(source, context)
    case 'stdin':
      return stdin({ stream: context.stdin ?? emptyInput() })
    case 'entities':
      return iterable(context.entities ?? [])
  }
}

type FileType = 'jsonl' | 'json' | 'csv' | 'tsv' | 'parquet'

type SourceOf<Type extends SourceRecipe['type']> = Extract<SourceRecipe, { readonly type: Type }>

function openFiles(
  source: SourceOf<FileType>,
  { baseFolder, target, remoteFiles: remote }: SourceContext,
): Source {
  const ownFolders = target === undefined ? [] : foldersOf(target)
  const choice = { path: source.path, baseFolder, remote, ownFolders }
  switch (source.type) {
    case 'jsonl':
      return jsonl(choice)
    case 'json':
      return jsonArray({ ...choice, records: source.records })
    case 'csv':
      return csv({ ...choice, ...tableOptions(source) })
    case 'tsv':
      return tsv({ ...choice, ...tableOptions(source) })
    case 'parquet':
      return parquet(choice)
  }
}

function foldersOf(target: string): readonly string[] {
  return isUri(target) ? [target] : [target, workFolderOf(target)]
}

function tableOptions({ delimiter, columns }: SourceOf<'csv' | 'tsv'>) {
  return { ...(delimiter !== undefined && { delimiter }), ...(columns && { columns }) }
}

function openHttp(
  { url, headers = {}, allow_private_redirects = false }: SourceOf<'http'>,
  context: SourceContext,
): Source {
  const revealed = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    reveal(value, context),
  ])
  return http({
    url: reveal(url, context),
    headers: Object.fromEntries(revealed),
    allowPrivateRedirects: allow_private_redirects,
  })
}

/** The recipe has been checked to name exactly one of the two. */
function selectionOf({ table = '', query }: SourceOf<'sqlite' | 'postgres'>) {
  return query === undefined ? { table } : { query }
}

function keyOf({
  append_by: column,
  append_changed: isOfChange = false,
}: SourceOf<'sqlite' | 'postgres' | 'duckdb'>) {
  return column === undefined ? {} : { growingBy: { column, isOfChange } }
}

function reveal(text: string, { env }: SourceContext): string {
  return env ? expandSecrets(text, env) : text
}

async function* emptyInput(): AsyncGenerator<Uint8Array> {}
