import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clock } from './clock.js'
import { RELEASED_ON } from './released-on.js'
import { runCheck } from './run-check.js'

const released = Date.parse(RELEASED_ON)

/** A wall clock that starts at a time and jumps by so many milliseconds while it is watched. */
function clockAt(start: number, jumpMs = 0) {
  const times = [start, start + 50 + jumpMs]
  const steady = [0, 50]
  return clock({ wall: () => times.shift() ?? 0, steady: () => steady.shift() ?? 0 })
}

describe('clock', () => {
  it('is right on this machine', async () => {
    const { verdict, saw } = await runCheck(clock())
    assert.equal(verdict, 'ok', saw)
  })

  it('is wrong before loradex was made, and after 2100', async () => {
    const verdicts = []
    for (const start of [released - 1, released, Date.UTC(2100, 11, 31), Date.UTC(2101, 0, 1)]) {
      verdicts.push((await runCheck(clockAt(start))).verdict)
    }
    assert.deepEqual(verdicts, ['fail', 'ok', 'ok', 'fail'])
  })

  it('is doubtful when it jumps by more than a second, either way', async () => {
    const verdicts = []
    for (const jump of [1000, 1001, -1000, -1001]) {
      verdicts.push((await runCheck(clockAt(released, jump))).verdict)
    }
    assert.deepEqual(verdicts, ['ok', 'warn', 'ok', 'warn'])
  })
})
