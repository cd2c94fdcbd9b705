import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, it } from 'node:test'

const skip = existsSync('/proc/self/status') ? false : 'memory is read from /proc'

/** What `tests/soak/huge-line.mjs` does with 10 GB, in little. */
describe('a line of 200 MB', { skip }, () => {
  for (const workers of ['1', '2']) {
    it(`is rejected within bounded memory, ${workers} workers`, () => {
      const args = ['tests/soak/huge-line.mjs', '--bytes', '200M', '--workers', workers]
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
      assert.equal(status, 0, stderr)
    })
  }
})
