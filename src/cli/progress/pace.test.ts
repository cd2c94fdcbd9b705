import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPace } from './pace.js'

describe('a pace', () => {
  it('is unknown before there is enough to tell', () => {
    const pace = startPace()
    assert.equal(pace.perSecond(0), undefined)
    pace.add(0, 0)
    pace.add(200, 100)
    assert.equal(pace.perSecond(299), undefined)
    assert.equal(pace.perSecond(400), 250)
  })

  it('follows the last ten seconds, not all that was before', () => {
    const pace = startPace()
    for (let at = 0; at <= 20_000; at += 100) pace.add(at, at)
    for (let at = 20_100; at <= 40_000; at += 100) pace.add(at, 20_000 + (at - 20_000) / 10)
    assert.equal(pace.perSecond(40_000), 100)
  })

  it('sinks to nothing while nothing comes', () => {
    const pace = startPace()
    pace.add(0, 0)
    pace.add(5000, 1000)
    assert.equal(pace.perSecond(5000), 200)
    assert.equal(pace.perSecond(10_000), 100)
    assert.equal(pace.perSecond(60_000), 0)
  })

  it('is exact over more values than it keeps', () => {
    const pace = startPace()
    for (let at = 0; at <= 1_000_000; at += 1) pace.add(at, at)
    assert.equal(pace.perSecond(1_000_000), 1000)
  })
})
