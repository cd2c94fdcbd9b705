import { z } from 'zod'
import type { SourceRecipe } from './recipe.js'
import { fieldPath, isObject, type ShapeOf } from './field-shape.js'

type SourceOf<Type extends SourceRecipe['type']> = Extract<SourceRecipe, { readonly type: Type }>

const name = z.string().min(1)
const paths = z
  .union([name, z.array(name).min(1)])
  .meta({ title: 'a path, a glob such as data/*.jsonl, or a list of them' })
  .describe('A file or glob, or a list of them, relative to the recipe.')

const files = { path: paths }

const jsonl = z.strictObject({
  type: z.literal('jsonl').describe('One record per line.'),
  ...files,
} satisfies ShapeOf<SourceOf<'jsonl'>>)

const json = z.strictObject({
  type: z.literal('json').describe('One array of records, or one record.'),
  ...files,
  records: fieldPath
    .meta({ title: 'a path such as data.items or /data/items' })
    .exactOptional()
    .describe('Where in each file the array of records is; when absent, the file is the array.'),
} satisfies ShapeOf<SourceOf<'json'>>)

const table = z.strictObject({
  type: z.enum(['csv', 'tsv']).describe('Values separated by commas, or by tabs.'),
  ...files,
  delimiter: z
    .string()
    .regex(/^[\t -!#-~]$/u)
    .meta({ title: 'one ASCII character other than a quote or a line break' })
    .exactOptional()
    .describe('Between values; a comma for csv, a tab for tsv when absent.'),
  columns: z
    .array(name)
    .min(1)
    .refine((columns) => new Set(columns).size === columns.length, {
      error: ({ input }) => `expected each name once, saw ${nameTwice(input)} twice`,
      params: { hint: 'Give each column a name of its own.' },
    })
    .exactOptional()
    .describe('Column names, when the file has no header row.'),
} satisfies ShapeOf<SourceOf<'csv' | 'tsv'>>)

const parquet = z.strictObject({
  type: z.literal('parquet').describe('Parquet files.'),
  ...files,
} satisfies ShapeOf<SourceOf<'parquet'>>)

const tableOrQuery = {
  table: name.exactOptional().describe('The table to read.'),
  query: name.exactOptional().describe('The SELECT to read.'),
}

const appended = {
  append_by: name
    .exactOptional()
    .describe('A column that only grows: --append adds the rows with greater values.'),
  append_changed: z
    .boolean()
    .exactOptional()
    .describe('Whether it says when a row was changed: changed rows come again. Default: false.'),
}

const eitherTableOrQuery = {
  error: ({ input }: { readonly input: unknown }) =>
    `expected either table or query, saw ${hasTable(input) ? 'both' : 'neither'}`,
  params: { hint: 'Write table: NAME for a whole table, or query: SELECT … for some rows.' },
  when: isObject,
}

const sqlite = z
  .strictObject({
    type: z.literal('sqlite').describe('An SQLite database.'),
    path: name.describe('The database file, relative to the recipe.'),
    ...tableOrQuery,
    ...appended,
  } satisfies ShapeOf<SourceOf<'sqlite'>>)
  .refine(namesEither, eitherTableOrQuery)

const postgres = z
  .strictObject({
    type: z.literal('postgres').describe('A PostgreSQL database.'),
    url: urlOf(/^(?:\$\{|postgres(?:ql)?:\/\/)/u, 'postgres://…'),
    ...tableOrQuery,
    ...appended,
  } satisfies ShapeOf<SourceOf<'postgres'>>)
  .refine(namesEither, eitherTableOrQuery)

const duckdb = z.strictObject({
  type: z.literal('duckdb').describe('SQL over files, read with DuckDB.'),
  sql: name.describe("For example select * from 'cases/*.parquet'; relative to the recipe."),
  ...appended,
} satisfies ShapeOf<SourceOf<'duckdb'>>)

const sparkTable = z.strictObject({
  type: z.literal('spark_table').describe('A table that Spark knows; with --engine spark only.'),
  table: name.describe('As Spark names it, for example shop.cases.'),
} satisfies ShapeOf<SourceOf<'spark_table'>>)

const http = z.strictObject({
  type: z.literal('http').describe('One record per line from a server.'),
  url: urlOf(/^(?:\$\{|https?:\/\/)/u, 'https://…'),
  headers: z
    .record(
      z
        .string()
        .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u)
        .meta({ title: 'the name of a header' }),
      z
        .string()
        .regex(/^[^\r\n\0]*$/u)
        .meta({ title: 'one line of text' }),
    )
    .exactOptional()
    .describe('Sent with the request; ${NAME} is taken from the environment.'),
  allow_private_redirects: z
    .boolean()
    .exactOptional()
    .describe(
      'Whether a public server may redirect into a private network; it may not by default.',
    ),
} satisfies ShapeOf<SourceOf<'http'>>)

const stdin = z.strictObject({
  type: z.literal('stdin').describe('One record per line from standard input.'),
} satisfies ShapeOf<SourceOf<'stdin'>>)

export const sourceShape: z.ZodType<SourceRecipe> = z.discriminatedUnion('type', [
  jsonl,
  json,
  table,
  parquet,
  sqlite,
  postgres,
  duckdb,
  sparkTable,
  http,
  stdin,
])

function urlOf(start: RegExp, example: string): z.ZodType<string> {
  return z
    .string()
    .regex(start)
    .meta({ title: `a URL such as ${example}` })
    .describe(`${example}; \${NAME} is taken from the environment.`)
}

function namesEither(source: { table?: unknown; query?: unknown }): boolean {
  return (source.table === undefined) !== (source.query === undefined)
}

function hasTable(source: unknown): boolean {
  return typeof source === 'object' && source !== null && 'table' in source
}

function nameTwice(columns: unknown): string {
  const names: readonly unknown[] = Array.isArray(columns) ? columns : []
  return JSON.stringify(names.find((each, index) => names.indexOf(each) < index))
}
