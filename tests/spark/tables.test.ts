// LORADEX_SPARK=1: tables of Spark's own catalogue, against what a local export reads of their files.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { sparkHome } from '#tools/spark-partner.mjs'
import { exportIn, inFolder } from '../end-to-end/in-folder.js'
import { readExport, type ReadExport } from '../end-to-end/read-export.js'
import type { Outcome } from '../end-to-end/run-loradex.js'
import { exportOnSpark, submitPlan } from './compare-engines.js'
import { conf, disturbed } from './disturbed.js'
import { workersOf } from './workers.js'

const skip = env['LORADEX_SPARK'] === '1' ? false : 'LORADEX_SPARK=1 takes some minutes'

/** Every type that both sides know, over four files. */
const tables = `
create database shop;
create table shop.cases using parquet as select
  id, concat('What is ', id, '?') question, concat('It is ', id, ', as ü and "quoted".') answer,
  cast(id % 100 as tinyint) tiny, cast(id as smallint) small, cast(id as int) whole, id * 9007199254740 big,
  cast(id as float) / 3 single, id / 7.0D double, if(id = 3, double('NaN'), 1.5D) odd,
  cast(id / 8 as decimal(38, 18)) exact, cast(-id as decimal(9, 2)) price, cast(id as decimal(18, 0)) units,
  id % 2 = 0 yes, timestamp_micros(id * 1234567891234) at, cast(timestamp_micros(id * 1000) as timestamp_ntz) clock,
  date_add(date'1969-12-30', cast(id as int)) day, cast(concat('b', id) as binary) words, unhex('fffe00') bytes,
  if(id % 5 = 0, null, array(id, null)) list, map(concat('k', id), id) names, map(id, array('x')) numbers,
  named_struct('a', id, 'b', array(named_struct('c', id % 3 = 0, 'd', cast(null as int)))) deep,
  if(id % 7 = 0, null, concat('n', id)) maybe, cast(null as string) nothing
from range(0, 2000, 1, 4);
create table shop.plain using parquet as select id, question, answer from shop.cases distribute by 1 sort by id;
create table shop.csv using csv as select * from shop.plain distribute by 1 sort by id;
create table shop.json using json as select * from shop.plain distribute by 1 sort by id;
create table shop.orc using orc as select * from shop.plain distribute by 1 sort by id;
create table shop.days using parquet partitioned by (day) as select question, answer, id % 3 day from shop.plain;
create view shop.few as select question, answer from shop.cases where id < 700;
create view shop.sorted as select * from shop.plain order by id desc;
create view shop.chance as select *, rand() chance from shop.plain;
create table shop.spans using parquet as select id, make_dt_interval(id) span from shop.plain;
`

const recipe = (source: string): string => `
source: ${source}
field_mapping: { instruction_field: question, output_field: answer }
quality: { min_text_length: 12 }
output: { include_rejected_records: true }
`
const ofTable = (name: string): string => recipe(`{ type: spark_table, table: ${name} }`)

describe('tables of Spark', { skip }, () => {
  let warehouse = ''
  let catalogue: readonly string[] = []

  before(async () => {
    warehouse = await mkdtemp(join(tmpdir(), 'spark-tables-'))
    catalogue = [
      `spark.sql.warehouse.dir=${warehouse}`,
      `spark.hadoop.javax.jdo.option.ConnectionURL=jdbc:derby:;databaseName=${warehouse}/metastore;create=true`,
      `spark.driver.extraJavaOptions=-Dderby.stream.error.file=${warehouse}/derby.log`,
    ]
    await writeFile(join(warehouse, 'tables.sql'), tables)
    const words = catalogue.flatMap((setting) => ['--conf', setting])
    execFileSync(join(sparkHome(), 'bin/spark-sql'), [...words, '-f', 'tables.sql'], {
      cwd: warehouse,
      env: { ...env, SPARK_HOME: sparkHome(), SPARK_LOCAL_IP: '127.0.0.1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  })
  after(() => rm(warehouse, { recursive: true, force: true }))

  const filesOf = (table: string): string =>
    recipe(`{ type: parquet, path: '${warehouse}/shop.db/${table}/**/*.parquet' }`)

  function onSpark(folder: string, args: readonly string[] = []): Promise<Outcome> {
    const settings = catalogue.flatMap(conf)
    return exportOnSpark(folder, 'local[2,4]', ['--out', 'spark', ...settings, ...args])
  }

  it('of Parquet are the records that a local export reads of the files', () =>
    inFolder({ recipe: filesOf('cases') }, async (folder) => {
      // All are dropped, and so all are told as they were read.
      const all = ['--set', 'quality.min_text_length=5000']
      const { outcome, count } = await disturbed(
        () => onSparkOf(folder, 'shop.cases', all),
        workersOf,
        {
          signal: 'SIGKILL',
        },
      )
      assert.equal(outcome.exitCode, 0, outcome.stderr)
      assert.equal(count, 1)
      await exportIn(folder, { target: 'local', args: all })
      const [here, there] = await bothIn(folder)
      assert.equal(here.rejects.length, 2000)
      assert.deepEqual(there.rejects.map(withoutFile), here.rejects.map(withoutFile))
      assert.match(JSON.stringify(there.rejects[0]), /"at":"shop.cases:1"/u)
    }))

  async function onSparkOf(
    folder: string,
    table: string,
    args: readonly string[] = [],
  ): Promise<Outcome> {
    await writeFile(join(folder, 'table.yaml'), ofTable(table))
    return onSpark(folder, ['table.yaml', ...args])
  }

  for (const format of ['csv', 'json', 'orc']) {
    it(`of ${format} have the shards of one of Parquet`, () =>
      inFolder({ recipe: filesOf('plain') }, async (folder) => {
        const outcome = await onSparkOf(folder, `shop.${format}`)
        assert.equal(outcome.exitCode, 0, outcome.stderr)
        await exportIn(folder, { target: 'local' })
        const [here, there] = await bothIn(folder)
        assert.deepEqual(there.manifest.shards, here.manifest.shards)
        assert.deepEqual(there.manifest.counts, here.manifest.counts)
      }))
  }

  it('are read in the order of their paths, with the columns of their folders', () =>
    inFolder({ recipe: filesOf('days') }, async (folder) => {
      const metadata = ['--set', 'metadata={include_metadata: true, metadata_fields: {day: day}}']
      const outcome = await onSparkOf(folder, 'shop.days', metadata)
      assert.equal(outcome.exitCode, 0, outcome.stderr)
      await exportIn(folder, { target: 'local' })
      const [here, there] = await bothIn(folder)
      const days = there.allLines.map((line) => Number(/"day":(\d)/u.exec(line)?.[1]))
      assert.deepEqual(
        days,
        days.toSorted((left, right) => left - right),
      )
      assert.deepEqual(there.allLines.map(questionIn), here.allLines.map(questionIn))
    }))

  it('may be views, and files by their path', () =>
    inFolder({ recipe: filesOf('plain') }, async (folder) => {
      const view = await onSparkOf(folder, 'shop.few')
      assert.equal(view.exitCode, 0, view.stderr)
      await rm(join(folder, 'spark/_SUCCESS'))
      assert.equal((await readExport(join(folder, 'spark'))).manifest.counts.read, 700)
      const memory = conf('spark.sql.catalogImplementation=in-memory')
      const path = `"parquet.\`${warehouse}/shop.db/plain\`"`
      const files = await onSparkOf(folder, path, ['--force', ...memory])
      assert.equal(files.exitCode, 0, files.stderr)
      await exportIn(folder, { target: 'local' })
      const [here, there] = await bothIn(folder)
      assert.deepEqual(there.manifest.shards, here.manifest.shards)
    }))

  it('can be planned for somebody else to submit', () =>
    inFolder({ recipe: ofTable('shop.plain') }, async (folder) => {
      const words = catalogue.flatMap((setting) => ['--conf', setting])
      const settings = catalogue.flatMap(conf)
      const outcome = await submitPlan(folder, 'spark', { words, settings })
      assert.equal(outcome.exitCode, 0, outcome.stderr)
      await writeFile(join(folder, 'loradex.yaml'), filesOf('plain'))
      await exportIn(folder, { target: 'local' })
      const [here, there] = await bothIn(folder)
      assert.deepEqual(there.manifest.shards, here.manifest.shards)
    }))

  for (const [table, code, words] of [
    ['shop.sorted', 'spark.unavailable', /LDX-SPARK-09: .* of more than the rows of files/u],
    ['shop.chance', 'spark.unavailable', /LDX-SPARK-09: .* not the same each time/u],
    ['shop.none', 'spark.unavailable', /LDX-SPARK-09: .*TABLE_OR_VIEW_NOT_FOUND/u],
    ['shop.spans', 'source.unreadable', /saw span of the type interval day/u],
  ] as const) {
    it(`are refused: ${table}`, () =>
      inFolder({ recipe: ofTable(table) }, async (folder) => {
        const { exitCode, stderr } = await onSpark(folder)
        assert.match(stderr, new RegExp(`^error ${code.replace('.', '\\.')}: `, 'mu'))
        assert.match(stderr, words)
        assert.notEqual(exitCode, 0)
      }))
  }
})

async function bothIn(folder: string): Promise<readonly [ReadExport, ReadExport]> {
  await rm(join(folder, 'spark/_SUCCESS'))
  return [await readExport(join(folder, 'local')), await readExport(join(folder, 'spark'))]
}

/** Locations name the table, or its files. */
function withoutFile({ at: _at, ...reject }: ReadExport['rejects'][number]): object {
  return reject
}

function questionIn(line: string): string | undefined {
  return /What is \d+\?/u.exec(line)?.[0]
}
