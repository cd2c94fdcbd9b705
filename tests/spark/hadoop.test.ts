// LORADEX_SPARK=1: from HDFS into HDFS, by threads and by YARN.
import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { sparkHome } from '#tools/spark-partner.mjs'
import { inFolder } from '../end-to-end/in-folder.js'
import { readExport } from '../end-to-end/read-export.js'
import type { Outcome } from '../end-to-end/run-loradex.js'
import { exportHere, exportOnSpark, submitPlan } from './compare-engines.js'
import { hasMaven, startHadoop, type HadoopCluster } from './hadoop-cluster.js'
import { hardRecords, manyRecords, recipe } from './records.js'
import { areGone, workersOf } from './workers.js'

const skip =
  env['LORADEX_SPARK'] !== '1'
    ? 'LORADEX_SPARK=1 takes some minutes'
    : hasMaven
      ? false
      : 'needs Maven'

const files = { ...hardRecords(), 'data/f.jsonl.gz': gzipSync(manyRecords(9000, 12_000)) }
const ofFiles = recipe.replace('*.jsonl', '*')

describe('an export by Spark over HDFS', { skip }, () => {
  let hadoop: HadoopCluster
  before(async () => (hadoop = await startHadoop()))
  after(() => hadoop.stop())

  it('has the bytes of a local one', () =>
    inCluster('threads', (folder, target) => onCluster(folder, 'local[2]', target)))

  it('has them when YARN does the work', () =>
    inCluster('yarn', (folder, target) => onCluster(folder, 'yarn', target)))

  it('has them when YARN runs the driver, too', () =>
    inCluster('submitted', (folder, target) =>
      submitPlan(folder, target, {
        master: 'yarn',
        words: ['--deploy-mode', 'cluster', '--conf', onYarn],
        env: { HADOOP_CONF_DIR: hadoop.conf },
      }),
    ))

  function onCluster(folder: string, master: string, target: string): Promise<Outcome> {
    const settings = master === 'yarn' ? ['--spark-conf', onYarn] : []
    const where = { master, env: { HADOOP_CONF_DIR: hadoop.conf } }
    return exportOnSpark(folder, where, ['--out', target, ...settings])
  }

  /** Exports from HDFS into HDFS, and compares with what a local export makes of the same files. */
  function inCluster(
    name: string,
    exporting: (folder: string, target: string) => Promise<Outcome>,
  ): Promise<void> {
    return inFolder({ files, recipe: ofFiles }, async (folder) => {
      const here = await exportHere(folder, ['--out', 'local'])
      assert.equal(here.exitCode, 0, here.stderr)
      const input = `${hadoop.root}/in/${name}`
      await hadoop.put(join(folder, 'data'), input)
      await writeFile(join(folder, 'loradex.yaml'), ofFiles.replace("'data/*'", `'${input}/*'`))
      const target = `${hadoop.root}/out/${name}`
      const there = await exporting(folder, target)
      assert.equal(there.exitCode, 0, there.stderr)
      await hadoop.get(target, join(folder, 'there'))
      const success = join(folder, 'there/_SUCCESS')
      assert.equal(await readFile(success, 'utf8'), '')
      await rm(success)
      const seen = await contentsOf(join(folder, 'there'), `${input}/`)
      assert.deepEqual(seen, await contentsOf(join(folder, 'local'), 'data/'))
      assert.ok(await areGone(workersOf), 'expected no worker that is left')
    })
  }
})

/** Jars that all nodes have, as they are one machine. */
const onYarn = `spark.yarn.jars=local:${join(sparkHome(), 'jars/*')}`

/** What it tells, with names as they would be without the folder of the input. */
async function contentsOf(folder: string, input: string): Promise<unknown> {
  const { manifest, report, rejects, perSample, lines } = await readExport(folder)
  const { counts, shards } = manifest
  const { emitted, length_distribution, diversity, diversity_score } = report
  const measures = { emitted, length_distribution, diversity, diversity_score }
  const named = [rejects, perSample].map((each) => JSON.stringify(each).replaceAll(input, ''))
  return { counts, shards, measures, lines, named }
}
