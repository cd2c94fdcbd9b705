import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { describe, it } from 'node:test'
import { checkAdapter } from '#loradex/adapters/checks/check-adapter.js'
import { runCli } from '../run-cli.js'
import { baseFolder, fixtureFolders } from './adapter-in-memory.js'

/** What vLLM 0.32.0 said when the first 16 were loaded into a running server. */
const refusals: Readonly<Record<string, string>> = {
  ad_bias: 'Adapter bias is not supported.',
  ad_dora: 'vLLM does not yet support DoRA.',
  ad_lorabias: 'vLLM does not support LoRA bias (lora_bias).',
  ad_mts: 'vLLM only supports modules_to_save being either None',
  ad_pissa: 'init_lora_weights',
  ad_rep: 'vLLM does not support layer_replication.',
  ad_tti: 'trainable_tokens_delta is unsupported LoRA weight',
}

/** What llama.cpp's converter made of the trained ones, held against PEFT's log-probabilities. */
const converted: Readonly<Record<string, string>> = {
  plain: 'loads',
  embed: 'loads',
  alllin: 'loads',
  lmhead: 'loads',
  rslora: 'wrong',
  pattern: 'wrong',
}

/** Its layers are three, those of the base model two. */
const OF_ANOTHER_BASE = 'ad_excl'

describe('adapters that PEFT saved', () => {
  for (const folder of fixtureFolders()) {
    const name = basename(folder)
    for (const base of [undefined, baseFolder, `${baseFolder}/config.json`]) {
      it(`${name} passes ${base === undefined ? 'by itself' : `with ${base}`}`, async () => {
        const { passed, checks } = await checkAdapter(folder, base === undefined ? {} : { base })
        const errors = checks.flatMap(({ check, findings }) =>
          findings
            .filter(({ severity }) => severity === 'error')
            .map(({ where }) => [check, where]),
        )
        if (name === OF_ANOTHER_BASE && base !== undefined) {
          assert.ok(errors.every(([, where = '']) => where.includes('layers.2.')))
          assert.equal(passed, false)
        } else assert.deepEqual(errors, [])
      })
    }

    it(`${name} loads in engines as it did when they were run`, async () => {
      const { engines } = await checkAdapter(folder, { base: baseFolder })
      const vllm = engines.find(({ engine }) => engine === 'vLLM')
      const refusal = refusals[name]
      const expected = refusal === undefined ? (name === 'r32' ? 'needs' : 'loads') : 'refuses'
      assert.equal(vllm?.fit, expected)
      assert.ok(vllm.reasons.join(' ').includes(refusal ?? ''), vllm.reasons.join(' '))
      const llama = engines.find(({ engine }) => engine === 'llama.cpp')
      const isConverted = folder.includes('trained') && name in converted
      if (isConverted) assert.equal(llama?.fit, converted[name])
    })
  }

  it('are warned of when they were not trained', async () => {
    const results = await Promise.all(
      fixtureFolders().map(async (folder) => {
        const { checks } = await checkAdapter(folder)
        return [folder, checks.find(({ check }) => check === 'values')?.verdict] as const
      }),
    )
    for (const [folder, verdict] of results) {
      const isTrained = folder.includes('trained') || folder.endsWith('ad_pissa')
      assert.equal(verdict, isTrained ? 'passed' : 'warned', folder)
    }
  })

  it('give exit code 0, and 3 when one does not fit the base model', async () => {
    const good = await runCli(['adapter', 'check', 'tests/fixtures/peft-adapters-trained/plain'])
    assert.equal(good.code, 0)
    const bad = await runCli([
      'adapter',
      'check',
      'tests/fixtures/peft-adapters/ad_excl',
      '--base',
      baseFolder,
    ])
    assert.equal(bad.code, 3)
    assert.match(bad.stdout, /failed {3}base-shape\n.*expected a layer below 2.*saw layer 2\n/u)
    assert.match(bad.stderr, /^12 checks: /u)
  })
})
