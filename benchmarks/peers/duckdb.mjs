// node peers/duckdb.mjs IN OUT THREADS: the full job in SQL. Columns are typed and order is free, as the
// manual advises; `length` counts code points as the job does.
import { argv } from 'node:process'
import { DuckDBInstance } from '@duckdb/node-api'

const [input, output, threads] = argv.slice(2)
const path = (text) => `'${text.replaceAll("'", "''")}'`
const database = await DuckDBInstance.create(':memory:', {
  threads,
  preserve_insertion_order: 'false',
})
const connection = await database.connect()
await connection.run(`copy (
  select distinct on (h) instruction, input, output, weight, metadata from (
    select question as instruction, nullif(context, '') as input, answer as output,
      coalesce(try_cast(quality.score as double), 1) as weight,
      {source: source, category: category, lang: lang, reviewed: quality.reviewed, tags: tags} as metadata,
      md5_number(concat_ws(chr(0), question, context, answer)) as h
    from read_json(${path(input)}, format = 'newline_delimited', maximum_object_size = 4000000, columns = {
      question: 'VARCHAR', context: 'VARCHAR', answer: 'VARCHAR', lang: 'VARCHAR', category: 'VARCHAR',
      source: 'VARCHAR', quality: 'STRUCT(score JSON, reviewed BOOLEAN)', tags: 'VARCHAR[]' })
    where length(question) between 10 and 2048 and length(answer) between 50 and 4096
      and (quality.score is null or try_cast(quality.score as double) is not null)
  )
) to ${path(output)} (format json)`)
