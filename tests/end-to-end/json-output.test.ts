import assert from 'node:assert/strict'
import { createInterface } from 'node:readline'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { commands } from '#loradex/cli/commands.js'
import { documents } from '#loradex/shapes/index.js'
import { assertPublished } from '#tools/published-schema.mjs'
import { prepareRelease } from '../signing/prepare-release.js'
import { exportIn, inFolder, jsonLines } from './in-folder.js'
import { runLoradex, startLoradex } from './run-loradex.js'

const records = [
  { question: 'q', answer: 'an answer that is long enough', importance: 2 },
  { question: 'q', answer: 'short' },
  { question: 'q' },
]
const files = {
  'in.jsonl': `${jsonLines(records)}{"broken\n`,
  'answers.jsonl': '{"output":"a","expected":"a","logprobs":[-1]}\n',
  'schema.json': '{"type":"object","required":["output"],"unknownword":1}',
  'adapter_metadata.json': '{"adapter_id":"a b","mine":[12345678901234567890]}',
}
const recipe = {
  source: { type: 'jsonl', path: 'in.jsonl' },
  quality_metrics: { enable_metrics: true },
  structured_gen: { enable_schema_validation: true, json_schema: 'schema.json' },
  split: { key: 'question', ratios: { train: 0.5, test: 0.5 } },
  gates: { min_samples: 2 },
}

const plain = resolve('tests/fixtures/peft-adapters-trained/plain')

/** A command line, the schema of what it prints, and how it ends. */
const printed: readonly (readonly [args: readonly string[], schema: string, exitCode: number])[] = [
  [['init', 'in.jsonl', '--dry-run'], 'init-output', 0],
  [['init', 'in.jsonl', '--out', 'other.yaml'], 'init-output', 0],
  [['export'], 'export-output', 3],
  [['export', '--set', 'gates={}', '--set', 'quality_metrics={}'], 'export-output', 0],
  [['export', '--dry-run'], 'export-dry-run-output', 0],
  [['export', '--append', '--out', 'grown'], 'export-output', 3],
  [['plan'], 'plan-output', 0],
  [['init', 'in.jsonl', '--out', 'new.yaml'], 'init-output', 0],
  [['report'], 'report-output', 0],
  [['report', '--compare', 'before', 'after'], 'report-compare-output', 0],
  [['validate', 'in.jsonl', '--schema', 'schema.json'], 'validate-output', 3],
  [['validate', 'in.jsonl', '--schema', 'schema.json', '--max-errors', '0'], 'validate-output', 3],
  [['request', '--engine', 'vllm', '--schema', 'schema.json'], 'request-output', 0],
  [['request', '--engine', 'outlines', '--regex', '[A-D]'], 'request-output', 0],
  [['metadata', 'show'], 'metadata-show-output', 0],
  [['metadata', 'check'], 'metadata-check-output', 3],
  [
    ['metadata', 'set', 'adapter_metadata.json', 'adapter_id=x', 'custom.note=y'],
    'metadata-set-output',
    0,
  ],
  [['metadata', 'set', 'new.json', 'adapter_id=x', '--dry-run'], 'metadata-set-output', 0],
  [['metadata', 'build', plain, '--dry-run', '--set', 'adapter_id=x'], 'metadata-build-output', 0],
  [['adapter', 'inspect', plain], 'adapter-inspect-output', 0],
  [
    ['adapter', 'inspect', resolve('tests/fixtures/gguf/lora-plain.gguf')],
    'adapter-inspect-output',
    0,
  ],
  [['evaluate', 'answers.jsonl', '--compare', 'answers.jsonl'], 'evaluate-output', 0],
  [['adapter', 'check', plain], 'adapter-check-output', 0],
  [['adapter', 'plain', plain, '--out', 'plain'], 'adapter-plain-output', 0],
  [['adapter', 'bump', 'adapter', 'adapter'], 'adapter-bump-output', 0],
  [
    ['adapter', 'check', plain, '--base', resolve('tests/fixtures/tiny-base')],
    'adapter-check-output',
    0,
  ],
  [
    ['release', 'adapter', '--export', 'out', '--version', '1.0.0', '--dry-run'],
    'release-output',
    3,
  ],
  [['lineage', 'show', 'adapter', '--export', 'out'], 'lineage-show-output', 0],
  [['lineage', 'add', 'adapter', '--export', 'out'], 'lineage-add-output', 0],
  [['lineage', 'find', '{}'], 'lineage-find-output', 0],
  [['schema', 'infer', 'in.jsonl'], 'schema-infer-output', 0],
  [['schema', 'infer', 'in.jsonl', '--tolerance', '1'], 'schema-infer-output', 0],
  [['schema', 'infer', 'in.jsonl', '--out', 'inferred.json'], 'schema-infer-output', 0],
  [['publish', 'adapter', '--to', 'dir', '--out', 'files'], 'publish-output', 0],
  [['sign', 'adapter', '--key', 'release.key'], 'sign-output', 0],
  [['verify', 'adapter', '--key', 'release.key.pub'], 'verify-output', 0],
  [['verify', 'adapter', '--root', 'root.crt'], 'verify-output', 0],
  [['keys', 'generate', 'new.key'], 'keys-generate-output', 0],
  [['keys', 'show', 'release.key'], 'keys-show-output', 0],
  [['doctor'], 'doctor-output', 0],
  [['doctor', 'loradex.yaml'], 'doctor-output', 0],
  [['doctor', 'nowhere.yaml'], 'doctor-output', 2],
  [['config', 'show'], 'config-show-output', 0],
  [['config', 'show', '--workers', '2', '--set', 'style=text_completion'], 'config-show-output', 0],
]

/** Folders that some of the commands look at. */
const exported: ReadonlyMap<string, readonly string[]> = new Map([
  ['report', ['out']],
  ['release adapter', ['out']],
  ['lineage show', ['out']],
  ['lineage add', ['out']],
  ['report --compare', ['before', 'after']],
])

describe('what --json prints', () => {
  for (const [args, schema, exitCode] of printed) {
    it(`is, for ${args.join(' ')}, as ${schema} says`, async () => {
      await inFolder({ files, recipe }, async (cwd) => {
        for (const target of exported.get(args.slice(0, 2).join(' ')) ?? []) {
          const set = ['--set', `quality.min_text_length=${target.length}`, '--set', 'gates={}']
          await exportIn(cwd, { target, args: set })
        }
        if (args.some((arg) => /^adapter$|release\.key/u.test(arg))) {
          const isPublished = args[0] === 'publish' || args[1] === 'bump'
          const by = args.includes('--root') ? 'certificate' : 'key'
          await prepareRelease(cwd, isPublished ? 'release' : by)
        }
        const outcome = await runLoradex([...args, '--json'], {
          cwd,
          env: { LORADEX_WORKERS: '1' },
        })
        assert.equal(outcome.exitCode, exitCode, outcome.stderr)
        assertPublished(schema, outcome.stdout)
        assert.equal((JSON.parse(outcome.stdout) as { format_version: number }).format_version, 1)
      })
    })
  }

  it('is, for explore, one line as soon as the pages can be asked for', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      await exportIn(cwd, { exitCode: 3 })
      const { child, ended } = startLoradex(['explore', '--json', '--reason', 'missing-field'], {
        cwd,
      })
      const line = await firstLine(child.stdout)
      const { url } = JSON.parse(line) as { url: string }
      assert.match(await (await fetch(url)).text(), /missing-field/u)
      child.kill('SIGINT')
      assertPublished('explore-output', line)
      assert.equal((await ended).stdout, `${line}\n`)
    })
  })

  it('has a published schema for every command that takes the option, and a test above', () => {
    const tested = new Set(['explore-output', ...printed.map(([, schema]) => schema)])
    const taking = commands.filter(({ options }) => options.some(({ flags }) => flags === '--json'))
    for (const { name } of taking) {
      const schema = `${name.replaceAll(' ', '-')}-output`
      assert.ok(schema in documents, `${name} has no schema`)
      assert.ok(tested.has(schema), `${schema} is not tested`)
    }
  })

  it('keeps all digits of numbers in metadata', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      const { stdout } = await runLoradex(['metadata', 'show', '--json'], { cwd })
      assert.match(stdout, /12345678901234567890/u)
    })
  })

  it('says what metadata set changes, and writes nothing in a dry run', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      const set = ['metadata', 'set', 'adapter_metadata.json', 'adapter_id=x', '--json']
      const dry = await runLoradex([...set, '--dry-run'], { cwd })
      const wet = await runLoradex(set, { cwd })
      const changes = [{ key: 'adapter_id', before: 'a b', after: 'x' }]
      for (const [{ stdout }, written] of [
        [dry, false],
        [wet, true],
      ] as const) {
        const output = JSON.parse(stdout) as {
          changes: unknown
          written: boolean
          metadata: object
        }
        assert.deepEqual([output.changes, output.written], [changes, written])
        assert.ok('mine' in output.metadata)
      }
    })
  })
})

/** What a process prints first, without the line end. */
async function firstLine(stream: Readable | null): Promise<string> {
  assert.ok(stream)
  for await (const line of createInterface({ input: stream })) return line
  throw new assert.AssertionError({ message: 'expected a line' })
}

describe('loradex schema', () => {
  it('lists every schema with a path, and prints the one that is named', async () => {
    const { stdout } = await runLoradex(['schema'], { cwd: '/' })
    const names = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0])
    assert.deepEqual(
      names,
      ['adapter-metadata', 'progress', 'recipe', ...Object.keys(documents)].toSorted(),
    )
    const { stdout: schema } = await runLoradex(['schema', 'recipe'], { cwd: '/' })
    assert.equal((JSON.parse(schema) as { title: string }).title, 'loradex recipe')
  })

  it('prints where the schema is', async () => {
    const { stdout } = await runLoradex(['schema', 'recipe', '--path'], { cwd: '/' })
    assert.match(stdout, /^\/.*\/schemas\/recipe\.schema\.json\n$/u)
  })

  it('refuses a name that there is not, also one that leads elsewhere', async () => {
    for (const name of ['recip', '../package']) {
      const { exitCode, stdout } = await runLoradex(['schema', name], { cwd: '/' })
      assert.deepEqual([exitCode, stdout], [2, ''])
    }
  })
})
