import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runLoradex } from '../end-to-end/run-loradex.js'

interface Built {
  readonly adapter_id: string
  readonly base_model: Readonly<Record<string, string>>
  readonly training: Readonly<Record<string, unknown>>
  readonly exported_at: string
  readonly 'loradex:training': Readonly<Record<string, unknown>>
  readonly 'loradex:digests': Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly 'loradex:evaluation'?: readonly { readonly metric: string; readonly value: number }[]
}

const env = { SOURCE_DATE_EPOCH: '1700000000' }
const fixture = 'tests/fixtures/peft-adapters-trained/pattern'

/** What each trainer leaves in the folder it writes. */
const trainers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transformers: {
    'trainer_state.json': JSON.stringify({
      global_step: 12,
      num_train_epochs: 3,
      train_batch_size: 4,
      log_history: [
        { loss: 1.25, step: 1 },
        { eval_loss: 0.5, step: 6 },
        { eval_loss: 0.25, step: 12 },
        { train_loss: 0.75, train_runtime: 16.5, step: 12 },
      ],
    }),
    'README.md': `---
library_name: peft
---
### Training hyperparameters

The following hyperparameters were used during training:
- learning_rate: 0.0002
- train_batch_size: 4
- seed: 42
- gradient_accumulation_steps: 8
- optimizer: Use OptimizerNames.ADAMW_TORCH with betas=(0.9,0.999)
- lr_scheduler_type: cosine
- num_epochs: 3
`,
  },
  'LLaMA-Factory': {
    'all_results.json': JSON.stringify({
      epoch: 3,
      eval_loss: 0.25,
      train_loss: 0.75,
      train_runtime: 16.5,
    }),
    'trainer_state.json': JSON.stringify({ global_step: 12, num_train_epochs: 3 }),
    'training_args.yaml':
      'dataset: orders\nlearning_rate: 2.0e-4\nnum_train_epochs: 3.0\nbf16: true\nseed: 42\n' +
      'per_device_train_batch_size: 4\ngradient_accumulation_steps: 8\nlr_scheduler_type: cosine\n' +
      'optim: adamw_torch\ncutoff_len: 2048\n',
  },
  Axolotl: {
    'trainer_state.json': JSON.stringify({
      global_step: 12,
      num_train_epochs: 3,
      log_history: [{ eval_loss: 0.25 }, { train_loss: 0.75, train_runtime: 16.5 }],
    }),
    'README.md':
      '<details><summary>See axolotl config</summary>\n\naxolotl version: `0.13.0`\n```yaml\n' +
      'datasets:\n  - path: orders\n    type: chat_template\nlearning_rate: 0.0002\nnum_epochs: 3\n' +
      'micro_batch_size: 4\ngradient_accumulation_steps: 8\noptimizer: adamw_torch\nseed: 42\n' +
      'lr_scheduler: cosine\nbf16: true\nsequence_len: 2048\n```\n\n</details>\n',
  },
}

describe('loradex metadata build', () => {
  let cwd = ''
  before(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'build-'))
    await cp(fixture, join(cwd, 'adapter'), { recursive: true })
    await writeFile(
      join(cwd, 'in.jsonl'),
      '{"question":"q","answer":"an answer that is long enough"}\n'.repeat(3),
    )
    const recipe = {
      source: { type: 'jsonl', path: 'in.jsonl' },
      quality: { skip_duplicates: false },
      adapter_metadata: {
        adapter_id: 'orders-v1',
        base_model_name: 'mine',
        task_type: 'text-generation',
      },
    }
    await writeFile(join(cwd, 'loradex.yaml'), JSON.stringify(recipe))
    const exported = await runLoradex(['export'], { cwd, env })
    assert.equal(exported.exitCode, 0, exported.stderr)
    for (const [name, files] of Object.entries(trainers)) {
      await mkdir(join(cwd, name))
      for (const [file, text] of Object.entries(files)) await writeFile(join(cwd, name, file), text)
    }
  })
  after(() => rm(cwd, { recursive: true }))

  async function build(...args: readonly string[]): Promise<Built> {
    const { exitCode, stderr } = await runLoradex(['metadata', 'build', 'adapter', ...args], {
      cwd,
      env,
    })
    assert.equal(exitCode, 0, stderr)
    return JSON.parse(await readFile(join(cwd, 'adapter/adapter_metadata.json'), 'utf8')) as Built
  }

  /** What is said of these settings; empty when they are taken. */
  async function refusal(...texts: readonly string[]): Promise<string> {
    const args = ['adapter_id=orders', ...texts].flatMap((text) => ['--set', text])
    const run = await runLoradex(['metadata', 'build', 'adapter', '--dry-run', ...args], {
      cwd,
      env,
    })
    return run.exitCode === 0 ? '' : run.stderr
  }

  for (const trainer of Object.keys(trainers)) {
    it(`puts together the adapter, the export and what ${trainer} wrote`, async () => {
      await rm(join(cwd, 'adapter/adapter_metadata.json'), { force: true })
      const built = await build(
        '--export',
        'out',
        '--trainer',
        trainer,
        '--set',
        'adapter_id=orders',
      )
      assert.equal(built.adapter_id, 'orders')
      assert.equal(built.base_model['name'], 'alice/tiny-base')
      const { epochs, learning_rate, lora_rank, lora_alpha, num_samples } = built.training
      assert.deepEqual([epochs, learning_rate, lora_rank, lora_alpha], [3, 2e-4, 8, 16])
      assert.equal(num_samples, 3)
      const { steps, seeds, scheduler, train_loss, lora } = built['loradex:training']
      assert.deepEqual([steps, seeds, scheduler], [12, { train: 42 }, { name: 'cosine' }])
      assert.deepEqual([train_loss, (lora as { r: number }).r], [0.75, 8])
      assert.deepEqual(
        built['loradex:evaluation']?.map(({ metric, value }) => [metric, value]),
        [
          ['eval_loss', 0.25],
          ['perplexity', Math.exp(0.25)],
        ],
      )
      const { adapter, data } = built['loradex:digests']
      assert.deepEqual(Object.keys(adapter ?? {}), ['weights', 'tensors', 'config'])
      assert.deepEqual(Object.keys(data ?? {}), ['manifest', 'plan'])
    })
  }

  it('leaves out what none of its sources says', async () => {
    await rm(join(cwd, 'adapter/adapter_metadata.json'), { force: true })
    const built = await build('--set', 'adapter_id=orders')
    assert.deepEqual(Object.keys(built).slice(0, 4), [
      'adapter_id',
      'base_model',
      'training',
      'exported_at',
    ])
    assert.deepEqual(Object.keys(built.base_model), ['name'])
    assert.deepEqual(Object.keys(built.training), [
      'lora_rank',
      'lora_alpha',
      'lora_dropout',
      'target_modules',
    ])
  })

  it('gives a document that its own check and the check of the adapter accept', async () => {
    await build('--export', 'out', '--trainer', 'transformers', '--set', 'adapter_id=orders')
    const metadata = await runLoradex(['metadata', 'check', 'adapter/adapter_metadata.json'], {
      cwd,
    })
    assert.equal(metadata.exitCode, 0, metadata.stderr)
    const adapter = await runLoradex(['adapter', 'check', 'adapter', '--json'], { cwd })
    assert.equal(adapter.exitCode, 0, adapter.stdout)
    assert.match(adapter.stdout, /"check": "count",\s+"verdict": "passed"/u)
  })

  it('goes on from the document before, and writes the same again', async () => {
    await runLoradex(
      [
        'metadata',
        'set',
        'adapter/adapter_metadata.json',
        'custom.note=mine',
        'adapter_version=1.1.0',
      ],
      { cwd },
    )
    const first = await build()
    const text = await readFile(join(cwd, 'adapter/adapter_metadata.json'), 'utf8')
    await build()
    assert.equal(await readFile(join(cwd, 'adapter/adapter_metadata.json'), 'utf8'), text)
    assert.deepEqual((first as unknown as { custom: object }).custom, { note: 'mine' })
  })

  it('ends with 3 when the document says too little, and with 2 without an export', async () => {
    const untold = await runLoradex(['metadata', 'build', 'adapter', '--set', 'adapter_id=a b'], {
      cwd,
    })
    assert.equal(untold.exitCode, 3)
    const nowhere = await runLoradex(['metadata', 'build', 'adapter', '--export', 'x'], { cwd })
    assert.equal(nowhere.exitCode, 2)
    assert.match(nowhere.stderr, /expected an export, saw no manifest\.json/u)
  })

  it('takes an empty SOURCE_DATE_EPOCH for one that is not set, and refuses one that is no time', async () => {
    const args = ['metadata', 'build', 'adapter', '--dry-run', '--set', 'adapter_id=orders']
    const runAt = async (SOURCE_DATE_EPOCH: string) =>
      runLoradex(args, { cwd, env: { SOURCE_DATE_EPOCH } })
    const empty = await runAt('')
    assert.doesNotMatch(empty.stdout, /"exported_at": "1970/u)
    assert.match(empty.stdout, /"exported_at": "20/u)
    const huge = await runAt('9007199254740000')
    assert.match(huge.stderr, /^error usage\.invalid: SOURCE_DATE_EPOCH: expected whole seconds/u)
    assert.equal(huge.exitCode, 2)
  })

  it('takes NaN and infinities, as Python writes them, for values that are unknown', async () => {
    await mkdir(join(cwd, 'nan'))
    await writeFile(
      join(cwd, 'nan/trainer_state.json'),
      '{"global_step": 7, "num_train_epochs": 2, "log_history": [' +
        '{"grad_norm": NaN, "note": "NaN \\" Infinity"}, {"eval_loss": 0.5}, ' +
        '{"eval_loss": -Infinity, "train_loss": 0.75, "train_runtime": Infinity}]}',
    )
    await rm(join(cwd, 'adapter/adapter_metadata.json'), { force: true })
    const built = await build('--trainer', 'nan', '--set', 'adapter_id=orders')
    const { steps, train_loss, duration_seconds } = built['loradex:training']
    assert.deepEqual([steps, train_loss, duration_seconds], [7, 0.75, undefined])
    assert.deepEqual([built.training['epochs'], built['loradex:evaluation']], [2, undefined])
  })

  it('refuses a trainer that is not there', async () => {
    const args = ['metadata', 'build', 'adapter', '--trainer', 'nosuch', '--dry-run']
    const { exitCode, stderr } = await runLoradex(args, { cwd, env })
    assert.equal(exitCode, 2)
    assert.match(stderr, /trainer-unreadable: nosuch: expected what a trainer wrote, saw nothing/u)
  })

  it('takes what the files of the adapter say, too, and refuses what they say otherwise', async () => {
    assert.equal(
      await refusal(
        'training.lora_rank=8',
        'training.lora_alpha=16.0',
        'base_model.name=alice/tiny-base',
        'base_model.version=main',
        'training.target_modules=["v_proj","q_proj"]',
      ),
      '',
    )
    for (const [text, seen] of [
      ['training.lora_rank=99', /lora_rank: expected 8, as adapter_config\.json says, saw 99/u],
      ['base_model.name=other/base', /expected "alice\/tiny-base", as adapter_config/u],
      ['loradex:training.lora.use_dora=true', /lora\.use_dora: expected false/u],
      ['loradex:training={"trainable_parameters":1}', /as adapter_model\.safetensors says, saw 1/u],
      [`loradex:digests.adapter.weights=sha256:${'0'.repeat(64)}`, /as adapter_model\.safe/u],
    ] as const) {
      assert.match(await refusal(text), seen)
    }
  })

  it('refuses a file that holds no weights, and leaves the document before', async () => {
    const folder = join(cwd, 'named-file')
    await mkdir(folder)
    const document = join(folder, 'adapter_metadata.json')
    await writeFile(document, '{"adapter_id":"orders"}')
    const args = ['metadata', 'build', 'adapter_metadata.json']
    const { exitCode, stderr } = await runLoradex(args, { cwd: folder, env })
    assert.equal(exitCode, 2)
    assert.match(stderr, /adapter\.refused: adapter_metadata\.json: expected weights/u)
    assert.equal(await readFile(document, 'utf8'), '{"adapter_id":"orders"}')
  })

  it('writes beside weights without a config', async () => {
    const folder = join(cwd, 'bare')
    await mkdir(folder)
    const weights = 'adapter_model.safetensors'
    await cp(join(cwd, 'adapter', weights), join(folder, weights))
    const args = ['metadata', 'build', 'bare', '--set', 'adapter_id=bare']
    const { stderr } = await runLoradex(args, { cwd, env })
    assert.match(stderr, /^bare\/adapter_metadata\.json: written$/mu)
    assert.match(await readFile(join(folder, 'adapter_metadata.json'), 'utf8'), /"bare"/u)
  })

  it('refuses a base that is none', async () => {
    const args = ['metadata', 'build', 'adapter', '--base', 'nowhere', '--dry-run']
    const { exitCode, stderr } = await runLoradex(args, { cwd, env })
    assert.equal(exitCode, 2)
    assert.match(stderr, /adapter\.base-unreadable: .*nowhere: expected a base model/u)
  })
})
