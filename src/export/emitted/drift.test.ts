import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { driftOf, type CellCounts } from './drift.js'

function countsOf(values: readonly number[]): CellCounts {
  const cells = new Float64Array(Math.max(...values) + 1)
  for (const value of values) cells[value] = (cells[value] ?? 0) + 1
  return { cells, total: values.length }
}

const hundred = Array.from({ length: 100 }, (_, index) => index)

describe('driftOf', () => {
  it('is nothing between equal splits', () => {
    const { psi, ks } = driftOf(countsOf(hundred), countsOf(hundred))
    assert.deepEqual({ psi, ks }, { psi: 0, ks: 0 })
  })

  it('is all there can be between splits without a common length', () => {
    const longer = hundred.map((value) => value + 100)
    const { psi, ks } = driftOf(countsOf(longer), countsOf(hundred))
    assert.equal(ks, 1)
    assert.ok(psi > 4)
  })

  it('sums over tenths of the other split, half a sample added to each', () => {
    // Ten in each tenth of the other split; none in the upper half of this one.
    const half = hundred.filter((value) => value < 50)
    const { psi, ks } = driftOf(countsOf(half), countsOf(hundred))
    const [full, empty, even] = [10.5 / 55, 0.5 / 55, 10.5 / 105]
    const expected =
      5 * (full - even) * Math.log(full / even) + 5 * (empty - even) * Math.log(empty / even)
    assert.ok(Math.abs(psi - expected) < 1e-6, `${psi}, not ${expected}`)
    assert.equal(ks, 0.5)
  })

  it('has fewer bins where many samples are equally long', () => {
    const ties = [...Array<number>(95).fill(5), 1, 2, 7, 8, 9]
    const one = driftOf(countsOf([5, 5, 5]), countsOf(Array<number>(10).fill(5)))
    assert.deepEqual([one.psi, one.psi_by_chance], [0, 0])
    // Up to 5, and above.
    const { psi_by_chance } = driftOf(countsOf(hundred), countsOf(ties))
    assert.ok(Math.abs(psi_by_chance - 3.841 * (1 / 100 + 1 / 100)) < 1e-12)
  })

  it('says what chance exceeds in about 1 of 20 draws', () => {
    let seed = 7
    const draw = (): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor(1000 * (seed / 2 ** 32) ** 2)
    }
    const runs = 1000
    let [psiAbove, ksAbove] = [0, 0]
    for (let run = 0; run < runs; run += 1) {
      const [split, other] = [200, 2000].map((size) => countsOf(Array.from({ length: size }, draw)))
      assert.ok(split && other)
      const drift = driftOf(split, other)
      psiAbove += Number(drift.psi > drift.psi_by_chance)
      ksAbove += Number(drift.ks > drift.ks_by_chance)
    }
    for (const above of [psiAbove, ksAbove]) assert.ok(above > 20 && above < 80, String(above))
  })
})
