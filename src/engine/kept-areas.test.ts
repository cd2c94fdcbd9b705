import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keptAreas } from './kept-areas.js'
import { KEPT_AREA_BYTES, KEPT_AREA_COUNT, KEPT_AREAS, MEMORY_PAGES } from './layout.js'

describe('keptAreas', () => {
  it('gives each area once, the last of them at the end of memory', () => {
    const areas = keptAreas()
    const all = Array.from({ length: KEPT_AREA_COUNT }, areas.take)
    assert.equal(new Set(all).size, KEPT_AREA_COUNT)
    assert.equal(Math.min(...all), KEPT_AREAS)
    assert.equal(Math.max(...all) + KEPT_AREA_BYTES, MEMORY_PAGES * 65_536)
  })

  it('gives the area again that was given back', () => {
    const areas = keptAreas()
    const [first] = [areas.take(), areas.take()]
    areas.release()
    assert.equal(areas.take(), first)
  })

  it('gives the oldest one when none is given back', () => {
    const areas = keptAreas()
    const all = Array.from({ length: KEPT_AREA_COUNT }, areas.take)
    assert.deepEqual([areas.take(), areas.take()], all.slice(0, 2))
  })
})
