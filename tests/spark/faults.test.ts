// LORADEX_SPARK=1: everything that goes wrong on a cluster, for some minutes.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { env } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { nodeOfVersion } from '#tools/node-of-version.mjs'
import { inFolder, jsonLines } from '../end-to-end/in-folder.js'
import { exportHere, exportOnSpark, submitPlan, type OnSpark } from './compare-engines.js'
import {
  assertFailed,
  assertSame,
  conf,
  disturbed,
  doneIn,
  hard,
  inProcess,
  large,
  retriedIn,
} from './disturbed.js'
import { attemptsIn, eventLog } from './event-log.js'
import { manyRecords, recipe } from './records.js'
import { startStandalone, type Standalone } from './standalone.js'
import { driversOf, executorsOf, workersOf } from './workers.js'

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

  it('is the same when Spark has a copy of a slow task win, on another host', () =>
    inFolder(large, async (folder) => {
      const events = join(folder, 'events')
      await mkdir(events)
      const settings = [...speculative, ...eventLog(events)]
      const { outcome, count } = await disturbed(() => onCluster(folder, settings), workersOf, {
        signal: 'SIGSTOP',
      })
      await assertSame(folder, outcome)
      assert.equal(count, 1)
      const read = (await attemptsIn(events)).filter(({ stage }) => stage.includes('read parts'))
      const copy = read.find(({ isSpeculative, isSuccess }) => isSpeculative && isSuccess)
      const slow = read.find(({ index, isSpeculative }) => index === copy?.index && !isSpeculative)
      assert.ok(copy && slow, JSON.stringify(read))
      assert.ok(!slow.isSuccess && slow.host !== copy.host, JSON.stringify({ slow, copy }))
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

  it('is the same when executors have a later Node, and refuses one that is too old', () =>
    inFolder(hard, async (folder) => {
      await assertSame(folder, await inProcess(folder, nodeOf('22.23.3')))
      const outcome = await inProcess(folder, [...nodeOf('18.20.8'), '--force'])
      assert.match(
        outcome.stderr,
        /error spark\.unavailable: LDX-SPARK-01: .*expected Node 20\.19 or newer for the worker, saw Node v18\.20\.8\nhint: Put Node 20\.19 or newer/u,
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

function nodeOf(version: string): readonly string[] {
  return conf(`spark.loradex.node=${nodeOfVersion(version) ?? 'none'}`)
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
