// LORADEX_SPARK=1: drivers that are interrupted, and two at once.
import assert from 'node:assert/strict'
import { access, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { inFolder } from '../end-to-end/in-folder.js'
import { until } from '../until.js'
import { exportOnSpark, startOnSpark } from './compare-engines.js'
import { assertFailed, assertSame, doneIn, inProcess, large, lockIn } from './disturbed.js'
import { startStandalone, type Standalone } from './standalone.js'
import { areGone, driversOf, executorsOf, workersOf } from './workers.js'

const skip = env['LORADEX_SPARK'] === '1' ? false : 'LORADEX_SPARK=1 takes some minutes'

const toSpark = ['--out', 'spark', '--json']

describe('a driver', { skip }, () => {
  it('does not begin where another one is at work', () =>
    inFolder(large, async (folder) => {
      const first = inProcess(folder)
      await until('a task that is done', () => doneIn(folder) >= 1)
      const second = await inProcess(folder, ['--resume'])
      assert.match(
        second.stderr,
        /error export\.locked: LDX-SPARK-10: file:.*\/spark: expected no other driver that exports to it, saw the application local-\d+ on \S+, process \d+, since 20/u,
      )
      assert.equal(second.exitCode, 6)
      await assertSame(folder, await first)
    }))

  it('takes the place of one that has left its lock', () =>
    inFolder(large, async (folder) => {
      await writeFile(lockIn(folder), '{"application":"app-1"}')
      await assertSame(folder, await inProcess(folder))
    }))

  it('publishes nothing when another one has taken its place', () =>
    inFolder(large, async (folder) => {
      const exporting = inProcess(folder)
      await until('a task that is done', () => doneIn(folder) >= 1)
      await writeFile(lockIn(folder), '{"application":"app-2","host":"mill","pid":7}')
      await assertFailed(folder, await exporting, /LDX-SPARK-10: .*the application app-2 on mill/u)
      assert.ok(existsSync(lockIn(folder)), 'the lock is not its own')
    }))
})

describe('an export by a cluster that is interrupted', { skip }, () => {
  let cluster: Standalone
  before(async () => (cluster = await startStandalone()))
  after(() => cluster.stop())

  for (const [name, who] of [
    ['the command', () => []],
    ['the command and the driver, as by Ctrl-C', driversOf],
  ] as const) {
    it(`ends with ${name}, leaves nothing running, and goes on`, () =>
      inFolder(large, async (folder) => {
        const { child, ended } = startOnSpark(folder, cluster.master, toSpark)
        await until('two tasks that are done', () => doneIn(folder) >= 2)
        const drivers = who()
        for (const pid of [child.pid ?? 0, ...drivers]) process.kill(pid, 'SIGINT')
        const { exitCode, stderr } = await ended
        assert.equal(exitCode, 130, stderr)
        for (const find of [driversOf, executorsOf, workersOf]) assert.ok(await areGone(find))
        await assert.rejects(access(join(folder, 'spark')))
        await assert.rejects(access(lockIn(folder)))
        const resumed = await exportOnSpark(folder, cluster.master, [...toSpark, '--resume'])
        await assertSame(folder, resumed)
        assert.match(resumed.stdout, /"resumed_at": [1-9]/u)
      }))
  }
})
