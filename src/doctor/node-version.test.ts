import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nodeReleases } from './node-releases.data.js'
import { nodeVersion } from './node-version.js'
import { runCheck } from './run-check.js'

function verdictOf(version: string, today: string) {
  return runCheck(nodeVersion(version, () => Date.parse(today))).then(({ verdict }) => verdict)
}

describe('nodeVersion', () => {
  it('fails below 20.19 and not from there on', async () => {
    const verdicts = [
      await verdictOf('18.20.8', '2025-01-01'),
      await verdictOf('20.18.3', '2025-01-01'),
      await verdictOf('20.19.0', '2025-01-01'),
    ]
    assert.deepEqual(verdicts, ['fail', 'fail', 'ok'])
  })

  it('warns from the day after the last of support', async () => {
    const verdicts = [
      await verdictOf('22.23.3', '2027-04-30T23:00Z'),
      await verdictOf('22.23.3', '2027-05-01T00:00Z'),
    ]
    assert.deepEqual(verdicts, ['ok', 'warn'])
  })

  it('warns of an odd release, and takes one that it does not know yet', async () => {
    const verdicts = [
      await verdictOf('23.1.0', '2027-01-01'),
      await verdictOf('28.0.0', '2029-01-01'),
    ]
    assert.deepEqual(verdicts, ['warn', 'ok'])
  })

  it('knows releases in order, each for longer than the one before', () => {
    const ends = nodeReleases.map(({ endsOn }) => endsOn)
    assert.deepEqual(ends.toSorted(), ends)
  })
})
