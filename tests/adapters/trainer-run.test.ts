import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { checkAdapter } from '#loradex/adapters/checks/check-adapter.js'
import { runLoradex } from '../end-to-end/run-loradex.js'

const fixture = 'tests/fixtures/trainer-run'

interface Built {
  readonly training: object
  readonly 'loradex:training': object
  readonly 'loradex:evaluation': readonly { readonly metric: string; readonly value: number }[]
}

describe('what TRL left of a run', () => {
  it('becomes metadata with nothing typed twice, and the adapter passes against them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trainer-run-'))
    try {
      const adapter = join(folder, 'adapter')
      await cp(fixture, adapter, { recursive: true })
      const args = [
        'metadata',
        'build',
        'adapter',
        '--trainer',
        'adapter',
        '--set',
        'adapter_id=orders',
      ]
      const { exitCode, stderr } = await runLoradex(args, { cwd: folder })
      assert.equal(exitCode, 0, stderr)
      const text = await readFile(join(adapter, 'adapter_metadata.json'), 'utf8')
      const built = JSON.parse(text) as Built
      const training = { num_samples: 32, epochs: 2, lora_rank: 4, lora_alpha: 8 }
      assert.deepEqual({ ...built.training, ...training }, built.training)
      const run = { steps: 12, batch_size: 2, train_loss: 5.477578639984131 }
      assert.deepEqual({ ...built['loradex:training'], ...run }, built['loradex:training'])
      const results = built['loradex:evaluation'].map(({ metric, value }) => [metric, value])
      const loss = 5.427371501922607
      assert.deepEqual(results, [
        ['eval_loss', loss],
        ['perplexity', Math.exp(loss)],
      ])
      const { passed, checks } = await checkAdapter(adapter, { base: 'tests/fixtures/tiny-base' })
      assert.ok(passed, JSON.stringify(checks))
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
