import assert from 'node:assert/strict'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { inFolder } from '../end-to-end/in-folder.js'
import { assertSameExport, exportHere, exportOnSpark } from './compare-engines.js'
import { hardRecords, recipe } from './records.js'
import { areGone, signalEach, workersOf } from './workers.js'

describe('an export by Spark', () => {
  it('has the bytes of a local one, whatever happens to its workers', () =>
    inFolder({ files: hardRecords(), recipe }, async (folder) => {
      const here = await exportHere(folder, ['--out', 'local'])
      assert.equal(here.exitCode, 0, here.stderr)
      const done = new AbortController()
      const killing = signalEach(workersOf, 'SIGKILL', { count: 2, until: done.signal })
      const there = await exportOnSpark(folder, 'local[2,4]', ['--out', 'spark', '--json'])
      done.abort()
      assert.equal(there.exitCode, 0, there.stderr)
      await assertSameExport(join(folder, 'local'), join(folder, 'spark'))
      const { run } = JSON.parse(there.stdout) as { run: { spark: { retried: number } } }
      assert.ok((await killing) === 2 && run.spark.retried > 0, JSON.stringify(run.spark))
      assert.ok(await areGone(workersOf))
      await assert.rejects(access(join(folder, '.spark.loradex-spark')))
    }))
})
