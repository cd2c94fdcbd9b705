import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkpointPace } from './checkpoint-pace.js'

describe('checkpointPace', () => {
  const clock = { ms: 0 }
  const start = (everyMs: number) => {
    clock.ms = 5000
    return checkpointPace(everyMs, () => clock.ms)
  }

  it('lets short exports end before the first one', () => {
    const pace = start(1000)
    clock.ms += 999
    assert.ok(!pace.isDue())
    clock.ms += 1
    assert.ok(pace.isDue())
  })

  it('makes no two at once', () => {
    const pace = start(1000)
    pace.start()
    clock.ms += 100_000
    assert.ok(!pace.isDue())
  })

  it('then comes more often, for at most a fiftieth of the time and half of that of the disk, or after 5 s', () => {
    const pace = start(500)
    for (const [held, all, rest] of [
      [90, 10, 100],
      [100, 200, 4500],
      [1, 10, 100],
      [1, 3000, 3000],
      [1, 7000, 5000],
    ] as const) {
      pace.made(held, all)
      clock.ms += rest - 1
      assert.ok(!pace.isDue())
      clock.ms += 1
      assert.ok(pace.isDue())
    }
  })

  it('is due after every part where no time is to pass', () => {
    const pace = start(0)
    assert.ok(pace.isDue())
    pace.start()
    assert.ok(pace.isDue())
  })
})
