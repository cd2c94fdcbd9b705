// LORADEX_SPARK=1: everything that goes wrong on a cluster, for some minutes.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { env } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { inFolder, jsonLines } from '../end-to-end/in-folder.js'
import type { Outcome } from '../end-to-end/run-loradex.js'
import {
  assertSameExport,
  exportHere,
  exportOnSpark,
  submitPlan,
  type OnSpark,
} from './compare-engines.js'
import { hardRecords, manyRecords, recipe } from './records.js'
import { startStandalone, type Standalone } from './standalone.js'
import { areGone, driversOf, executorsOf, signalEach, workersOf } from './workers.js'

const skip = env['LORADEX_SPARK'] === '1' ? false : 'LORADEX_SPARK=1 takes some minutes'

const parquet = resolve('../shared/data/parquet-testing/data/delta_byte_array.parquet')
const noParquet = existsSync(parquet) ? false : 'needs ../shared/data'

function parquetRecipe(source: string): string {
  return `${source}
style: custom
custom: { template: { customer: '{{c_customer_id}}', name: '{{c_first_name | default: ""}}' } }
`
}

const speculative = [
  'spark.speculation=true',
  'spark.speculation.quantile=0.1',
  'spark.speculation.multiplier=1.0',
  'spark.speculation.interval=50ms',
  'spark.speculation.minTaskRuntime=100ms',
].flatMap((setting) => ['--spark-conf', setting])

interface Disturbed {
  readonly outcome: Outcome
  /** Processes that got the signal. */
  readonly count: number
}

/** An export by Spark during which processes get a signal. */
async function disturbed(
  exporting: () => Promise<Outcome>,
  find: () => readonly number[],
  { signal, count = 1 }: { readonly signal: NodeJS.Signals; readonly count?: number },
): Promise<Disturbed> {
  const done = new AbortController()
  const disturbing = signalEach(find, signal, { count, until: done.signal })
  const outcome = await exporting()
  done.abort()
  return { outcome, count: await disturbing }
}

/** Compares with a local export of the folder. */
async function assertSame(folder: string, { exitCode, stderr }: Outcome): Promise<void> {
  assert.equal(exitCode, 0, stderr)
  const here = await exportHere(folder, ['--out', 'local', '--force'])
  assert.equal(here.exitCode, 0, here.stderr)
  await assertSameExport(join(folder, 'local'), join(folder, 'spark'))
  assert.ok(await areGone(workersOf), 'expected no worker that is left')
  await assert.rejects(access(join(folder, '.spark.loradex-spark')))
}

/** Nothing is at the target, and no process is left. */
async function assertFailed(folder: string, outcome: Outcome, words: RegExp): Promise<void> {
  assert.match(outcome.stderr, words)
  assert.notEqual(outcome.exitCode, 0)
  await assert.rejects(access(join(folder, 'spark')))
  assert.ok(await areGone(workersOf), 'expected no worker that is left')
}

function retriedIn({ stdout }: Outcome): number {
  return (JSON.parse(stdout) as { run: { spark: { retried: number } } }).run.spark.retried
}

const hard = { files: hardRecords(), recipe }
/** Enough that somebody can interfere. */
const large = {
  files: Object.fromEntries(
    Array.from({ length: 12 }, (_, file) => [
      `data/${file}.jsonl`,
      manyRecords(file * 30_000, file * 30_000 + 31_000),
    ]),
  ),
  recipe,
}

describe('an export by a standalone cluster', { skip }, () => {
  let cluster: Standalone
  before(async () => (cluster = await startStandalone()))
  after(() => cluster.stop())
  const onCluster: OnSpark = (folder, args = []) =>
    exportOnSpark(folder, cluster.master, ['--out', 'spark', '--json', ...args])

  it('is the same', () =>
    inFolder(hard, async (folder) => assertSame(folder, await onCluster(folder))))

  it('is the same when workers are killed', () =>
    inFolder(large, async (folder) => {
      const { outcome, count } = await disturbed(() => onCluster(folder), workersOf, {
        signal: 'SIGKILL',
        count: 3,
      })
      await assertSame(folder, outcome)
      assert.ok(count === 3 && retriedIn(outcome) >= 2, outcome.stdout.slice(-500))
    }))

  it('is the same when an executor is killed, which leaves no worker', () =>
    inFolder(large, async (folder) => {
      const { outcome, count } = await disturbed(() => onCluster(folder), busyExecutors, {
        signal: 'SIGKILL',
      })
      await assertSame(folder, outcome)
      assert.equal(count, 1)
    }))

  it('is the same when a stopped worker makes a task run twice', () =>
    inFolder(large, async (folder) => {
      const { outcome, count } = await disturbed(() => onCluster(folder, speculative), workersOf, {
        signal: 'SIGSTOP',
      })
      await assertSame(folder, outcome)
      assert.ok(count === 1 && retriedIn(outcome) >= 1, outcome.stdout.slice(-500))
    }))

  it('goes on where a killed driver ended', () =>
    inFolder(large, async (folder) => {
      const halfDone = (): readonly number[] => (doneIn(folder) >= 3 ? driversOf() : [])
      const { outcome } = await disturbed(() => onCluster(folder), halfDone, { signal: 'SIGKILL' })
      await assertFailed(folder, outcome, /error spark\.failed: LDX-SPARK-08/u)
      const refused = await onCluster(folder)
      assert.match(refused.stderr, /error export\.unfinished/u)
      const resumed = await onCluster(folder, ['--resume'])
      await assertSame(folder, resumed)
      assert.match(resumed.stdout, /"resumed_at": [1-9]/u)
    }))

  it('is the same with Node from an archive', () =>
    inFolder(hard, async (folder) => {
      await mkdir(join(folder, 'node/bin'), { recursive: true })
      execFileSync('cp', [process.execPath, join(folder, 'node/bin/node')])
      execFileSync('tar', ['czf', 'node.tgz', '-C', 'node', 'bin'], { cwd: folder })
      const archive = `spark.archives=${join(folder, 'node.tgz')}#node`
      const node = 'spark.loradex.node=./node/bin/node'
      const settings = ['--spark-conf', archive, '--spark-conf', node]
      await assertSame(folder, await onCluster(folder, settings))
    }))
})

describe('an export by Spark in one process', { skip }, () => {
  it('is the same of two huge parts', () => {
    const halves = { 'data/a.jsonl.gz': half(0), 'data/b.jsonl.gz': half(1) }
    return inFolder({ files: halves, recipe: recipe.replace('*.jsonl', '*.gz') }, async (folder) =>
      assertSame(folder, await inProcess(folder)),
    )
  })

  it('is the same of 300 tiny parts, and without digests', () => {
    const tiny = Array.from({ length: 300 }, (_, n): [string, string] => [
      `data/${n}.jsonl`,
      manyRecords(n * 3, n * 3 + 5),
    ])
    const plain = recipe.replace('shard_bytes', 'digests: none, shard_bytes')
    return inFolder({ files: Object.fromEntries(tiny), recipe: plain }, async (folder) =>
      assertSame(folder, await inProcess(folder)),
    )
  })

  it('is the same when one sample comes 300,000 times', () => {
    const same = jsonLines([{ question: 'Why?', answer: 'Because.' }]).repeat(75_000)
    const files = Object.fromEntries(['a', 'b', 'c', 'd'].map((n) => [`data/${n}.jsonl`, same]))
    return inFolder({ files, recipe }, async (folder) =>
      assertSame(folder, await inProcess(folder)),
    )
  })

  it('is the same of compressed CSV', () => {
    const csv = `question,answer,topic,weight\n${'why,because it is,t,1\nwho,she did,u,2\n'.repeat(1000)}`
    const source = "source: { type: csv, path: 'data/*.csv.gz' }"
    const files = { 'data/a.csv.gz': gzipSync(csv) }
    return inFolder({ files, recipe: recipe.replace(/source: .*/u, source) }, async (folder) =>
      assertSame(folder, await inProcess(folder)),
    )
  })

  it('is the same of Parquet that a URI names', { skip: noParquet }, () => {
    const source = `source: { type: parquet, path: 'file://${parquet}' }`
    return inFolder({ files: {}, recipe: parquetRecipe(source) }, async (folder) => {
      const outcome = await inProcess(folder)
      assert.equal(outcome.exitCode, 0, outcome.stderr)
      await exportHere(folder, [
        '--out',
        'local',
        '--set',
        `source={type: parquet, path: ${parquet}}`,
      ])
      const here = await shardsIn(join(folder, 'local'))
      assert.deepEqual(await shardsIn(join(folder, 'spark')), here)
    })
  })

  it('says that there is no Node', () =>
    inFolder(hard, async (folder) => {
      const outcome = await inProcess(folder, conf('spark.loradex.node=/opt/none/node'))
      await assertFailed(
        folder,
        outcome,
        /error spark\.unavailable: LDX-SPARK-01: .*\/opt\/none\/node/u,
      )
    }))

  it('takes no worker for done that ends early with 0', () =>
    inFolder(hard, async (folder) => {
      const outcome = await inProcess(folder, conf('spark.loradex.node=/bin/true'))
      await assertFailed(folder, outcome, /error spark\.failed: LDX-SPARK-02: .*no END frame/u)
    }))

  it('says when a worker dies again and again, and then goes on', () =>
    inFolder(large, async (folder) => {
      const late = (): readonly number[] => (doneIn(folder) >= 2 ? workersOf() : [])
      const { outcome } = await disturbed(() => inProcess(folder), late, {
        signal: 'SIGKILL',
        count: 100,
      })
      await assertFailed(folder, outcome, /LDX-SPARK-02: .*exit 137 \(signal 9\)/u)
      await assertSame(folder, await inProcess(folder, ['--resume']))
    }))

  it('says that the disk is full', () =>
    inFolder(large, async (folder) => {
      const full = join(folder, 'full')
      await mkdir(full)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', full])
      try {
        const outcome = await inProcess(folder, ['--out', join(full, 'spark')])
        assert.match(outcome.stderr, /error spark\.failed: LDX-SPARK-07/u)
        await assert.rejects(access(join(full, 'spark')))
      } finally {
        execFileSync('umount', [full])
      }
    }))

  it('has a plan submitted by somebody else, of the same version only', () =>
    inFolder(hard, async (folder) => {
      const good = await submitPlan(folder, 'spark')
      await assertSame(folder, good)
      const plan = await readFile(join(folder, 'plan.json'), 'utf8')
      const other = plan.replace(/"loradex_version": "[^"]*"/u, '"loradex_version": "0.0.9"')
      await writeFile(join(folder, 'plan.json'), other)
      const refused = await submitPlan(folder, 'other', { isPlanned: true })
      assert.match(refused.stderr, /error spark\.unavailable: LDX-SPARK-05/u)
      await assert.rejects(access(join(folder, 'other')))
    }))
})

const inProcess: OnSpark = (folder, args = []) =>
  exportOnSpark(folder, 'local[2,2]', ['--out', 'spark', '--json', ...args])

function conf(setting: string): readonly string[] {
  return ['--spark-conf', setting]
}

/** Once they work. */
function busyExecutors(): readonly number[] {
  return workersOf().length > 0 ? executorsOf() : []
}

/** Names and digests of the shards, as the manifest lists them. */
async function shardsIn(folder: string): Promise<unknown> {
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8')
  return (JSON.parse(manifest) as { readonly shards: unknown }).shards
}

function half(which: number): Uint8Array {
  return gzipSync(manyRecords(which * 90_000, which * 90_000 + 100_000))
}

/** Tasks that are written down as done. */
function doneIn(folder: string): number {
  const tasks = join(folder, '.spark.loradex-spark/tasks')
  try {
    return (
      execFileSync('ls', [tasks], { encoding: 'utf8', stdio: 'pipe' }).match(/\.done$/gmu)
        ?.length ?? 0
    )
  } catch {
    return 0
  }
}
