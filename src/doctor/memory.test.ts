import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MIB } from './format-bytes.js'
import { memory, memoryFacts, type MemoryFacts } from './memory.js'
import { runCheck } from './run-check.js'

const roomy: MemoryFacts = {
  totalBytes: 8192 * MIB,
  freeBytes: 4096 * MIB,
  limitBytes: undefined,
  workers: 2,
}

describe('memory', () => {
  it('is enough for as many workers as there are cores from 300 MiB and 75 more for each', async () => {
    const verdicts = []
    for (const free of [375, 374, 300, 299]) {
      const { verdict } = await runCheck(memory(() => ({ ...roomy, freeBytes: free * MIB })))
      verdicts.push(verdict)
    }
    assert.deepEqual(verdicts, ['ok', 'warn', 'warn', 'fail'])
  })

  it('is what the control group allows, where that is less', async () => {
    const found = await runCheck(memory(() => ({ ...roomy, limitBytes: 256 * MIB })))
    assert.equal(found.verdict, 'fail')
    assert.match(found.saw, /^4\.0 GiB free of 8\.0 GiB, limited to 256 MiB/u)
  })

  it('says how many workers fit', async () => {
    const facts = { ...roomy, freeBytes: 460 * MIB, workers: 8 }
    const found = await runCheck(memory(() => facts))
    assert.match('advice' in found ? found.advice : '', /--workers 3,/u)
  })

  it('is measured on this machine', () => {
    const { totalBytes, freeBytes, workers } = memoryFacts()
    assert.ok(freeBytes > 0 && freeBytes <= totalBytes)
    assert.ok(workers >= 1)
  })
})
