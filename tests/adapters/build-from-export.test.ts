import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runLoradex } from '../end-to-end/run-loradex.js'

interface Built {
  readonly 'loradex:training': { readonly effective_samples?: number }
  readonly 'loradex:decoding'?: Readonly<Record<string, unknown>>
  readonly 'loradex:use'?: unknown
}

const rows = Array.from({ length: 40 }, (_, index) =>
  JSON.stringify({
    question: `What is ${index}?`,
    answer: `It is the number ${index}.`,
    weight: 1 + (index % 6),
  }),
)
const regex = String.raw`It is the number \d+\.`
const grammar = 'root ::= "It is the number " [0-9]+ "."\n'

/** In `loradex.yaml`, beside the source. */
const recipes: Readonly<Record<string, object>> = {
  regex: { structured_gen: { regex }, weighting: { weight_field: 'weight' } },
  grammar: {
    structured_gen: { grammar: 'answer.gbnf' },
    split: { key: 'question', ratios: { train: 0.5, test: 0.5 } },
  },
  weighted: {
    weighting: { weight_field: 'weight' },
    split: { key: 'question', ratios: { train: 0.5, test: 0.5 } },
  },
  gzip: {
    weighting: { weight_field: 'weight' },
    split: { key: 'question', ratios: { train: 0.5, test: 0.5 } },
    output: { path: 'gzip', compression: 'gzip' },
  },
  zstd: {
    weighting: { weight_field: 'weight' },
    split: { key: 'question', ratios: { train: 0.5, test: 0.5 } },
    output: { path: 'zstd', compression: 'zstd' },
  },
}

function effective(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0)
}

describe('loradex metadata build --export', () => {
  let cwd = ''
  before(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'build-export-'))
    await cp('tests/fixtures/peft-adapters-trained/plain', join(cwd, 'adapter'), {
      recursive: true,
    })
    await cp('examples/support-chat', join(cwd, 'chat'), { recursive: true })
    await writeFile(join(cwd, 'in.jsonl'), `${rows.join('\n')}\n`)
    await writeFile(join(cwd, 'answer.gbnf'), grammar)
    const chat = await runLoradex(['export'], { cwd: join(cwd, 'chat') })
    assert.equal(chat.exitCode, 0, chat.stderr)
    for (const [name, more] of Object.entries(recipes)) {
      const recipe = {
        source: { type: 'jsonl', path: 'in.jsonl' },
        quality: { skip_duplicates: false },
        output: { path: name },
        ...more,
      }
      await writeFile(join(cwd, `${name}.yaml`), JSON.stringify(recipe))
      const { exitCode, stderr } = await runLoradex(['export', `${name}.yaml`], { cwd })
      assert.equal(exitCode, 0, stderr)
    }
  })
  after(() => rm(cwd, { recursive: true }))

  async function build(exported: string, { isNew = true } = {}): Promise<Built> {
    const path = join(cwd, 'adapter/adapter_metadata.json')
    if (isNew) await rm(path, { force: true })
    const args = [
      'metadata',
      'build',
      'adapter',
      '--export',
      exported,
      '--set',
      'adapter_id=orders',
    ]
    const { exitCode, stderr } = await runLoradex(args, { cwd })
    assert.equal(exitCode, 0, stderr)
    const checked = await runLoradex(['metadata', 'check', path], { cwd })
    assert.equal(checked.exitCode, 0, checked.stdout)
    return JSON.parse(await readFile(path, 'utf8')) as Built
  }

  async function shaOf(file: string): Promise<string> {
    const hash = createHash('sha256').update(await readFile(join(cwd, file)))
    return `sha256:${hash.digest('hex')}`
  }

  async function weightsOf(file: string): Promise<readonly number[]> {
    const lines = (await readFile(join(cwd, file), 'utf8')).trim().split('\n')
    return lines.map((line) => (JSON.parse(line) as { readonly weight: number }).weight)
  }

  it('says which schema the example was held to, and what its weights come to', async () => {
    const built = await build('chat/out')
    assert.deepEqual(built['loradex:decoding'], {
      json_schema: { digest: await shaOf('chat/out/schema.json'), file: 'schema.json' },
    })
    const weights = await weightsOf('chat/out/train-00000-of-00001.jsonl')
    assert.ok(new Set(weights).size > 1)
    const samples = built['loradex:training'].effective_samples ?? NaN
    assert.ok(Math.abs(samples - effective(weights)) < 1e-9, `${samples}`)
    assert.ok(samples < weights.length)
    assert.equal(built['loradex:use'], undefined)
  })

  it('has the regex as text, and a grammar by its file', async () => {
    const ofRegex = await build('regex')
    assert.deepEqual(ofRegex['loradex:decoding'], { regex })
    const weights = await weightsOf('regex/train-00000-of-00001.jsonl')
    assert.equal(weights.length, rows.length)
    const samples = ofRegex['loradex:training'].effective_samples ?? NaN
    assert.ok(Math.abs(samples - effective(weights)) < 1e-9, `${samples}`)
    const ofGrammar = await build('grammar')
    assert.deepEqual(ofGrammar['loradex:decoding'], {
      grammar: {
        syntax: 'gbnf',
        digest: await shaOf('grammar/grammar.gbnf'),
        file: 'grammar.gbnf',
      },
    })
  })

  it('counts the samples of the split that is trained on, and guesses nothing', async () => {
    const equal = await build('grammar')
    const weights = await weightsOf('grammar/train-00000-of-00001.jsonl')
    assert.equal(equal['loradex:training'].effective_samples, weights.length)
    assert.ok(weights.length > 0 && weights.length < rows.length)
    const weighted = await build('weighted')
    const unequal = await weightsOf('weighted/train-00000-of-00001.jsonl')
    assert.ok(new Set(unequal).size > 1 && unequal.length < rows.length)
    const samples = weighted['loradex:training'].effective_samples ?? NaN
    assert.ok(Math.abs(samples - effective(unequal)) < 1e-9, `${samples}`)
    assert.equal(weighted['loradex:decoding'], undefined)
    for (const compressed of ['gzip', 'zstd']) {
      assert.equal((await build(compressed))['loradex:training'].effective_samples, samples)
    }
  })

  it('takes no weights from files that the manifest does not list', async () => {
    await cp(join(cwd, 'weighted'), join(cwd, 'other-weights'), { recursive: true })
    const path = join(cwd, 'other-weights/train-00000-of-00001.jsonl')
    const lines = await readFile(path, 'utf8')
    await writeFile(path, lines.replace(/"weight":[\d.]+/u, '"weight":9'))
    const built = await build('other-weights')
    assert.equal(built['loradex:training'].effective_samples, undefined)
  })

  it('takes those of an export without digests by the size of its files', async () => {
    const plain = ['--set', 'output.path=plain', '--set', 'output.digests=none']
    await runLoradex(['export', 'weighted.yaml', ...plain], { cwd })
    const path = 'plain/train-00000-of-00001.jsonl'
    const weights = await weightsOf(path)
    const samples = (await build('plain'))['loradex:training'].effective_samples ?? NaN
    assert.ok(Math.abs(samples - effective(weights)) < 1e-9, `${samples}`)
    const text = await readFile(join(cwd, path), 'utf8')
    await writeFile(join(cwd, path), text + text)
    assert.equal((await build('plain'))['loradex:training'].effective_samples, undefined)
  })

  it('keeps what engines made of the same constraint, and of no other', async () => {
    await build('regex')
    const path = join(cwd, 'adapter/adapter_metadata.json')
    const engines = [{ engine: 'vllm', version: '0.32.0', verdict: 'accepted' }]
    const document = JSON.parse(await readFile(path, 'utf8')) as Built
    await writeFile(
      path,
      JSON.stringify({ ...document, 'loradex:decoding': { regex, engines } }, undefined, 2),
    )
    const again = await build('regex', { isNew: false })
    assert.deepEqual(again['loradex:decoding'], { regex, engines })
    const other = await build('grammar', { isNew: false })
    assert.deepEqual(Object.keys(other['loradex:decoding'] ?? {}), ['grammar'])
  })

  it('takes no text and no figures that the manifest does not list', async () => {
    await cp(join(cwd, 'regex'), join(cwd, 'changed'), { recursive: true })
    await writeFile(join(cwd, 'changed/regex.txt'), 'anything')
    const report = await readFile(join(cwd, 'changed/report.json'), 'utf8')
    const forged = report.replace(/"effective_sample_size": [\d.]+/u, '"effective_sample_size": 99')
    assert.notEqual(forged, report)
    await writeFile(join(cwd, 'changed/report.json'), forged)
    const built = await build('changed')
    assert.equal(built['loradex:decoding'], undefined)
    assert.equal(built['loradex:training'].effective_samples, undefined)
  })
})
