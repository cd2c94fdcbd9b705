import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { realDisk } from '../../disk/real-disk.js'
import { lockFolder, type Lock } from './lock.js'
import { realProcesses, type Processes } from './this-process.js'

let base = ''
before(async () => (base = await mkdtemp(join(tmpdir(), 'lock-'))))
after(() => rm(base, { recursive: true }))

/** As process `pid`; of the others those in `running` have not ended. */
function lockAs(pid: number, folder: string, running: readonly number[] = []): Promise<Lock> {
  const processes: Processes = {
    self: { pid, start: '1', boot: '1', scope: 'mill' },
    isRunning: (other) =>
      other.scope === 'mill' ? other.pid === pid || running.includes(other.pid) : undefined,
    wait: () => Promise.resolve(),
  }
  return lockFolder(folder, { disk: realDisk, processes, target: 'out' })
}

describe('a lock', () => {
  it('is had by one at a time', async () => {
    const folder = join(base, 'one')
    const lock = await lockAs(1, folder)
    await assert.rejects(lockAs(2, folder, [1]), {
      code: 'export.locked',
      message: 'out: expected no other export to it, saw one that runs as process 1',
    })
    await lock.release()
    await lockAs(2, folder, [1])
    assert.deepEqual(await readdir(folder), ['lock-1'])
  })

  it('of a process that has ended counts no more', async () => {
    const folder = join(base, 'ended')
    await lockAs(1, folder)
    await lockAs(2, folder)
    assert.deepEqual(await readdir(folder), ['lock-2'])
  })

  it('that was never written counts no more after a while', async () => {
    const folder = join(base, 'empty')
    await (await lockAs(1, folder)).release()
    for (const [name, text] of [
      ['lock-1', ''],
      ['lock-2', '{"pid":'],
      ['lock-3', '\0\0\n'],
    ] as const) {
      await writeFile(join(folder, name), text)
    }
    await lockAs(2, folder)
    assert.deepEqual(await readdir(folder), ['lock-4'])
  })

  it('of another machine counts, and says how to remove it', async () => {
    const folder = join(base, 'far')
    await (await lockAs(1, folder)).release()
    await writeFile(
      join(folder, 'lock-7'),
      '{"pid":5,"start":"1","boot":"1","scope":"inn pid:[3]"}\n',
    )
    await assert.rejects(lockAs(1, folder), {
      message: 'out: expected no other export to it, saw one that runs as process 5 on inn',
      hint: 'Wait until it has ended, or remove far/lock-7 when it runs no more.',
    })
    assert.deepEqual(await readdir(folder), ['lock-7'])
  })

  it('is had by one of many who find that of a process that has ended', async () => {
    const folder = join(base, 'many')
    await lockAs(1, folder)
    const pids = Array.from({ length: 12 }, (_, index) => index + 2)
    const outcomes = await Promise.allSettled(pids.map((pid) => lockAs(pid, folder, pids)))
    const winners = outcomes.filter(({ status }) => status === 'fulfilled')
    assert.equal(winners.length, 1)
    assert.equal((await readdir(folder)).length, 1)
  })
})

describe('the processes of this machine', () => {
  const { self, isRunning } = realProcesses()
  it('hold this one', () => assert.equal(isRunning(self), true))
  it('hold none with another start, of an earlier boot, or with a number that nobody has', () => {
    if (self.start !== '') assert.equal(isRunning({ ...self, start: '1' }), false)
    assert.equal(isRunning({ ...self, boot: 'earlier' }), false)
    assert.equal(isRunning({ ...self, pid: 2 ** 22 + 1 }), false)
  })
  it('say nothing of other machines and containers', () => {
    assert.equal(isRunning({ ...self, scope: 'elsewhere' }), undefined)
  })
})
