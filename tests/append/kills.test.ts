import assert from 'node:assert/strict'
import { cp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { inKillFolder, oftenWritten, visible } from '../durable/killed-export.js'
import { startLoradex } from '../end-to-end/run-loradex.js'
import { createChance } from '../lanes/chance.js'

const SECONDS = 6
const args = ['export', '--append', '--out', 'out', '--workers', '1']

function start(folder: string) {
  return startLoradex(args, { cwd: folder, env: oftenWritten })
}

/** The later half of the input comes after an export of the first half. */
async function appendTo(folder: string): Promise<{ earlier: object; whole: object; ms: number }> {
  const files = await readdir(join(folder, 'in'))
  await cp(join(folder, 'in'), join(folder, 'all'), { recursive: true, preserveTimestamps: true })
  for (const name of files.slice(6)) await rm(join(folder, 'in', name))
  assert.equal((await start(folder).ended).exitCode, 0)
  await cp(join(folder, 'out'), join(folder, 'earlier'), { recursive: true })
  const earlier = await visible(folder)
  await rm(join(folder, 'in'), { recursive: true })
  await rename(join(folder, 'all'), join(folder, 'in'))
  const startedAt = performance.now()
  const { exitCode, stderr } = await start(folder).ended
  assert.equal(exitCode, 0, stderr)
  const whole = await visible(folder)
  return { earlier: earlier ?? {}, whole: whole ?? {}, ms: performance.now() - startedAt }
}

describe('an export that is killed while it appends', () => {
  it('leaves the earlier one whole, and comes to the same end when it is called again', () =>
    inKillFolder('none', async (folder) => {
      const { earlier, whole, ms } = await appendTo(folder)
      assert.notDeepEqual(whole, earlier)
      const chance = createChance(1)
      const counts = { kills: 0, exports: 0 }
      const end = performance.now() + SECONDS * 1000
      while (performance.now() < end || counts.exports === 0) {
        const { child, ended } = start(folder)
        if (chance.is(0.7)) {
          // Most often while it writes, which is the later part.
          const timer = pause(ms * (chance.is(0.2) ? 0 : 0.5) + chance.below(ms * 0.5))
          await Promise.race([timer, ended])
          child.kill('SIGKILL')
        }
        const { exitCode, stderr } = await ended
        if (exitCode === null) counts.kills += 1
        else assert.equal(exitCode, 0, stderr)
        const seen = await visible(folder)
        const isWhole = isDeepStrictEqual(seen, whole)
        const isRetired = seen === undefined && exitCode === null
        assert.ok(isWhole || isRetired || isDeepStrictEqual(seen, earlier), 'no export is whole')
        if (exitCode !== 0) continue
        assert.ok(isWhole)
        counts.exports += 1
        await rm(join(folder, 'out'), { recursive: true })
        await cp(join(folder, 'earlier'), join(folder, 'out'), { recursive: true })
      }
      assert.ok(counts.kills > 0)
    }))
})
