// What should be a file and is a pipe without a writer: nothing waits for it, deaf to signals.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cp, mkdir, rm } from 'node:fs/promises'
import { platform } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { generateKey, readPrivateKey, signModel } from '#loradex/provenance/index.js'
import { exportIn, inFolder } from './in-folder.js'

const program = [process.execPath, resolve('dist/bundle/main.cjs')]
const adapter = resolve('tests/fixtures/peft-adapters/ad')
const answers = '{"output":"a","expected":"a"}\n'
const content = {
  recipe: {
    source: { type: 'jsonl', path: 'in.jsonl' },
    structured_gen: { json_schema: 'schema.json', reject_invalid_samples: false },
  },
  files: {
    'in.jsonl': '{"question":"What is a fjord?","answer":"A narrow inlet of the sea."}\n',
    'schema.json': '{"properties":{"output":{"type":"object"}}}',
    'answers.jsonl': answers,
  },
}

const evaluateExport = 'evaluate answers.jsonl --export out --split train'
const cases: readonly (readonly [pipe: string, command: string, exitCode: number])[] = [
  ['ad/adapter_config.json', 'adapter check ad', 3],
  ['ad/adapter_config.json', 'adapter inspect ad', 0],
  ['ad/adapter_config.json', 'adapter plain ad -o plain', 2],
  ['ad/adapter_model.safetensors', 'adapter inspect ad', 2],
  ['ad/adapter_metadata.json', 'adapter bump ad ad', 2],
  ['ad/adapter_metadata.json', 'metadata check ad/adapter_metadata.json', 2],
  ['ad/README.md', 'metadata build ad --trainer ad --set adapter_id=a', 2],
  ['out/manifest.json', 'metadata build ad --export out', 2],
  ['out/manifest.json', 'export --append', 2],
  ['out/report.json', 'report out', 5],
  ['out/schema.json', 'request out --engine vllm', 2],
  ['out/train-00000-of-00001.jsonl', evaluateExport, 2],
  ['answers.jsonl', 'evaluate answers.jsonl', 2],
  ['other.jsonl', 'evaluate answers.jsonl --compare other.jsonl', 2],
  ['schema.json', 'validate in.jsonl --schema schema.json', 2],
  ['schema.json', 'request --engine vllm --schema schema.json', 2],
  ['schema.json', 'request --engine vllm', 2],
  ['a.lark', 'request --engine vllm --grammar a.lark', 2],
  ['signed/model.sig', 'verify signed --key key.pub', 5],
  ['signed/provenance.intoto.jsonl', 'verify signed --key key.pub', 3],
]

describe('a pipe in place of a file', { skip: platform() === 'win32' }, () => {
  it('is refused wherever a file is read', async () => {
    await inFolder(content, async (folder) => {
      await exportIn(folder)
      for (const name of ['ad', 'signed'])
        await cp(adapter, join(folder, name), { recursive: true })
      await generateKey({ path: join(folder, 'key'), curve: 'P-256' })
      const key = await readPrivateKey({ path: join(folder, 'key') })
      await signModel({ folder: join(folder, 'signed'), key })
      for (const [pipe, command, exitCode] of cases) {
        const { status, stderr } = await runBeside(folder, pipe, command)
        assert.equal(status, exitCode, `${pipe}: ${command}: ${stderr}`)
        assert.doesNotMatch(stderr, /bug in loradex/u)
      }
    })
  })

  it('is read where a shell gives it', async () => {
    await inFolder(content, (folder) => {
      const command = `${program.join(' ')} evaluate <(cat answers.jsonl) --compare /dev/stdin`
      const { status, stderr } = run(['bash', '-c', `cat answers.jsonl | ${command}`], folder)
      assert.equal(status, 0, stderr)
      return Promise.resolve()
    })
  })
})

/** In a copy of the folder. */
function runBeside(folder: string, pipe: string, command: string) {
  return inFolder(content, async (cwd) => {
    await cp(folder, cwd, { recursive: true })
    await rm(join(cwd, pipe), { force: true })
    await mkdir(dirname(join(cwd, pipe)), { recursive: true })
    assert.equal(spawnSync('mkfifo', [join(cwd, pipe)]).status, 0)
    return run([...program, ...command.split(' ')], cwd)
  })
}

function run([file = '', ...args]: readonly string[], cwd: string) {
  const options = { cwd, timeout: 20_000, killSignal: 'SIGKILL', encoding: 'utf8' } as const
  return spawnSync(file, args, options)
}
