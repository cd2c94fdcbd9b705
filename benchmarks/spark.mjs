// node benchmarks/spark.mjs [--rows 1000000] [--cores 2], after a build and node tools/build-spark.mjs
// What the stages of an export by Spark take, by Spark's own log, beside a local export with as many threads; and
// what that comes to for 100 million records. docs/spark.md has one run of it.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { env, execPath, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sparkHome } from '../tools/spark-partner.mjs'
import { cachedCorpus } from './corpus-cache.mjs'
import { temporaryFolder } from './temporary-folder.mjs'

const MILLION = 1_000_000
const ON_PAPER = 100
const CORES_ON_PAPER = 32

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: String(MILLION) },
    cores: { type: 'string', default: '2' },
  },
})
const millions = Number(values.rows) / MILLION
const { path, bytes } = cachedCorpus({ rows: Number(values.rows), variant: 'mixed', seed: 1 })
const program = fileURLToPath(new URL('../dist/bundle/main.cjs', import.meta.url))
const recipe = fileURLToPath(new URL('recipes/full-job.yaml', import.meta.url))
const folder = temporaryFolder(bytes)
const events = join(folder, 'events')
mkdirSync(events)

const source = ['--set', `source={type: jsonl, path: ${path}}`]
const settings = [
  'spark.ui.enabled=false',
  'spark.eventLog.enabled=true',
  `spark.eventLog.dir=file://${events}`,
  'spark.eventLog.compress=false',
  'spark.eventLog.rolling.enabled=false',
].flatMap((setting) => ['--spark-conf', setting])

const local = exportInto('local', ['--workers', values.cores])
const master = ['--engine', 'spark', '--master', `local[${values.cores}]`]
const spark = exportInto('spark', [...master, ...settings])
const ran = stagesIn(events)
const [read, repeats, write] = ['read parts', 'find repeats', 'write shards'].map((name) =>
  sumOf(ran.filter((stage) => stage.name.includes(name))),
)
const start = (ran[0].from - spark.startedAt) / 1000
const driver = spark.seconds - start - read.wall - repeats.wall - write.wall

const line = (name, wall, each) =>
  `${name.padEnd(28)} ${wall.toFixed(1).padStart(7)} s ${each.padStart(28)}\n`
const perMillion = (seconds) => (seconds / millions).toFixed(1)
stdout.write(`${values.rows} records, ${Math.round(bytes / MILLION)} MB\n`)
stdout.write(line('start of Spark, planning', start, ''))
for (const [name, { wall, slots }] of [
  ['1 read parts', read],
  ['2 find repeats', repeats],
  ['3 write shards', write],
]) {
  stdout.write(line(name, wall, `${perMillion(slots)} core-seconds a million`))
}
stdout.write(line('the driver between them', driver, `${perMillion(driver)} s a million`))
stdout.write(line('a local export', local.seconds, `${perMillion(local.seconds)} s a million`))

const coreSeconds = (ON_PAPER / millions) * (read.slots + repeats.slots + write.slots)
const alone = (ON_PAPER / millions) * driver
stdout.write(`on paper, ${ON_PAPER} million records: ${(coreSeconds / 3600).toFixed(1)} core-hours and \
${(alone / 60).toFixed(0)} min of the driver alone; ${CORES_ON_PAPER} cores: \
${((start + coreSeconds / CORES_ON_PAPER + alone) / 60).toFixed(0)} min; a local export: \
${((ON_PAPER / millions) * (local.seconds / 60)).toFixed(0)} min\n`)

/** From its start to its end. */
function exportInto(name, args) {
  const startedAt = Date.now()
  const all = [program, 'export', recipe, '--out', join(folder, name), ...source, ...args]
  const { status, stderr } = spawnSync(execPath, all, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, SPARK_HOME: sparkHome(), SPARK_LOCAL_IP: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status !== 0) throw new Error(`${all.join(' ')}\nended with ${status}: ${stderr}`)
  return { startedAt, seconds: (Date.now() - startedAt) / 1000 }
}

/** The stages in the order of their beginning, with the time that their tasks had a core. */
function stagesIn(logs) {
  const stages = new Map()
  const text = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'))
  for (const each of text.join('').trimEnd().split('\n')) {
    const event = JSON.parse(each)
    if (event.Event === 'SparkListenerStageCompleted') {
      const info = event['Stage Info']
      stages.set(info['Stage ID'], {
        ...stages.get(info['Stage ID']),
        name: info['Stage Name'],
        from: info['Submission Time'],
        to: info['Completion Time'],
      })
    }
    if (event.Event !== 'SparkListenerTaskEnd') continue
    const known = stages.get(event['Stage ID']) ?? { slots: 0 }
    const seconds = event['Task Metrics']['Executor Run Time'] / 1000
    stages.set(event['Stage ID'], { ...known, slots: known.slots + seconds })
  }
  return [...stages.values()].toSorted((left, right) => left.from - right.from)
}

/** They follow one another. */
function sumOf(stages) {
  return stages.reduce(
    ({ wall, slots }, stage) => ({
      wall: wall + (stage.to - stage.from) / 1000,
      slots: slots + stage.slots,
    }),
    { wall: 0, slots: 0 },
  )
}
