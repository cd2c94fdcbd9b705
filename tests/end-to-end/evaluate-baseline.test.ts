import assert from 'node:assert/strict'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exportIn, inFolder, jsonLines } from './in-folder.js'
import { runLoradex } from './run-loradex.js'

const recipe = {
  source: { type: 'jsonl', path: 'faq.jsonl' },
  style: 'instruction_tuning',
  quality: { min_text_length: 1 },
  adapter_metadata: {
    enable_tracking: true,
    adapter_id: 'geo',
    base_model_name: 'smol',
    training_config: { dataset_name: 'faq', target_modules: ['q_proj'] },
  },
}
const files = {
  'faq.jsonl': jsonLines([
    { question: 'What is a fjord?', answer: 'An inlet.' },
    { question: 'What is an atoll?', answer: 'A ring of coral.' },
  ]),
  'before.jsonl': jsonLines([
    { output: 'No idea.', logprobs: [-2, -4] },
    { output: 'A ring of coral.', logprobs: [-3] },
  ]),
  'after.jsonl': jsonLines([
    { output: 'An inlet.', logprobs: [-0.5, -0.5] },
    { output: 'A ring of coral.', logprobs: [-0.5] },
  ]),
  'adapter/keep': '',
}

interface Result {
  readonly metric: string
  readonly value: number
  readonly outputs_digest: string
  readonly baseline?: { readonly value: number; readonly outputs_digest: string }
}

describe('loradex evaluate --adapter --compare', () => {
  it('writes what the model got before beside what it gets now', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      await exportIn(cwd)
      await cp(join(cwd, 'out/adapter_metadata.json'), join(cwd, 'adapter/adapter_metadata.json'))
      const on = ['--export', 'out', '--split', 'train', '--adapter', 'adapter']
      const evaluate = async (...args: readonly string[]): Promise<readonly Result[]> => {
        const { exitCode, stderr } = await runLoradex(['evaluate', ...args, ...on], { cwd })
        assert.equal(exitCode, 0, stderr)
        const text = await readFile(join(cwd, 'adapter/adapter_metadata.json'), 'utf8')
        return (JSON.parse(text) as { 'loradex:evaluation': Result[] })['loradex:evaluation']
      }
      const alone = await evaluate('before.jsonl')
      assert.ok(alone.every((result) => result.baseline === undefined))
      const both = await evaluate('after.jsonl', '--compare', 'before.jsonl')
      assert.deepEqual(
        both.map(({ metric, baseline }) => [metric, baseline]),
        alone.map(({ metric, value, outputs_digest }) => [metric, { value, outputs_digest }]),
      )
      const loss = both.find(({ metric }) => metric === 'eval_loss')
      assert.deepEqual([loss?.value, loss?.baseline?.value], [0.5, 3])
      const check = ['metadata', 'check', 'adapter/adapter_metadata.json']
      assert.equal((await runLoradex(check, { cwd })).exitCode, 0)
      await writeFile(join(cwd, 'short.jsonl'), '{"output":"x"}\n')
      const short = await runLoradex(
        ['evaluate', 'after.jsonl', '--compare', 'short.jsonl', ...on],
        {
          cwd,
        },
      )
      assert.equal(short.exitCode, 2)
    })
  })
})

describe('loradex evaluate --export', () => {
  it('reads shards whether or not they are compressed, as the same data', async () => {
    const digests: string[] = []
    for (const compression of ['none', 'gzip', 'zstd']) {
      await inFolder({ files, recipe: { ...recipe, output: { compression } } }, async (cwd) => {
        await exportIn(cwd)
        const args = ['evaluate', 'after.jsonl', '--export', 'out', '--split', 'train', '--json']
        const { exitCode, stdout, stderr } = await runLoradex(args, { cwd })
        assert.equal(exitCode, 0, stderr)
        digests.push((JSON.parse(stdout) as { dataset: { digest: string } }).dataset.digest)
      })
    }
    assert.equal(new Set(digests).size, 1)
  })
})
