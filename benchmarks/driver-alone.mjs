// node benchmarks/driver-alone.mjs sqlite|parquet|csv FILE, after an install: all rows as the driver
// gives them, with which nothing is done: what reading costs a program that is written without us.
import { createReadStream } from 'node:fs'
import { argv, stdout } from 'node:process'

const drivers = { sqlite, parquet, csv }
const [type, path] = argv.slice(2)
let rows = 0
await drivers[type](path)
stdout.write(`${rows}\n`)

async function sqlite(file) {
  const { default: Database } = await import('libsql')
  const database = new Database(file, { readonly: true })
  for (const _ of database.prepare('select * from cases').iterate()) rows += 1
  database.close()
}

async function parquet(file) {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } =
    await import('hyparquet')
  const { compressors } = await import('hyparquet-compressors')
  const buffer = await asyncBufferFromFile(file)
  const metadata = await parquetMetadataAsync(buffer)
  let rowStart = 0
  for (const { num_rows: count } of metadata.row_groups) {
    const rowEnd = rowStart + Number(count)
    const group = { file: buffer, metadata, compressors, rowStart, rowEnd }
    rows += (await parquetReadObjects(group)).length
    rowStart = rowEnd
  }
}

async function csv(file) {
  const { parse } = await import('csv-parse')
  for await (const _ of createReadStream(file).pipe(parse({ columns: true }))) rows += 1
}
