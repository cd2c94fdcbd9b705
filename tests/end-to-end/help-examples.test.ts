import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmod, cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import Database from 'libsql'
import { commands } from '#loradex/cli/commands.js'
import { exampleLine } from '#loradex/cli/help/example-line.js'
import { prepareRelease } from '../signing/prepare-release.js'
import { exportIn, inFolder, jsonLines } from './in-folder.js'

const program = resolve('dist/bundle/main.cjs')
const records = Array.from({ length: 60 }, (_, n) => ({
  question: `What is ${n}?`,
  answer: `A number that is greater than ${n - 1} and less than ${n + 1}, to be exact about it.`,
}))
const recipe = {
  source: { type: 'jsonl', path: 'cases.jsonl' },
  structured_gen: { enable_schema_validation: true, json_schema: 'schema.json' },
  adapter_metadata: { enable_tracking: true, adapter_id: 'x', base_model_name: 'y' },
}
const files = {
  'cases.jsonl': `${jsonLines(records)}{"question":"?","answer":"refused, as it is said to be","x":1}\n`,
  'data/cases.csv': 'question,answer\nWhy?,Because it is said to be so.\n',
  'data.jsonl': jsonLines([{ instruction: 'a', output: 'b' }]),
  'schema.json': '{"type":"object","properties":{"output":{"pattern":"^A"}}}',
  'adapter_metadata.json': '{"adapter_id":"x"}',
  'record.json': '{"question":"What is 1?"}',
  'qa.yaml': JSON.stringify(recipe),
  'recipes/qa.yaml': JSON.stringify({
    ...recipe,
    source: { type: 'jsonl', path: '../cases.jsonl' },
    structured_gen: {},
  }),
}

const answerSchema = '{"type":"object","properties":{"answer":{"type":"string"}}}'

describe('the examples of the help', () => {
  for (const { name, examples } of commands) {
    for (const [example, does] of examples) {
      const line = exampleLine(example)

      it(`of ${name}: ${does}`, async () => {
        await inFolder({ files, recipe }, async (folder) => {
          if (name === 'init') await prepareSources(folder)
          // Those that look at an export need one; those that make one must not find it.
          const looksAtExports = /^loradex (?:report|explore|document)\b|\bout\//u.test(line)
          for (const target of looksAtExports ? ['out', 'out-v1', 'out-v2', 'data/qa-v2'] : []) {
            await exportIn(folder, { target })
          }
          if (/^loradex (?:sign|verify|keys (?:show|fingerprint)|release|lineage)/u.test(line)) {
            await prepareRelease(folder, /--(?:root|chain)/u.test(line) ? 'certificate' : 'key')
          }
          if (/^loradex (?:adapter|metadata build|evaluate)\b/u.test(line))
            await prepareAdapter(folder)
          if (name === 'request') await writeFile(join(folder, 'answer.json'), answerSchema)
          if (/(?:--export|request) out\b/u.test(line)) await exportIn(folder, { target: 'out' })
          if (/^loradex (?:publish|pull)/u.test(line)) await prepareRelease(folder, 'release')
          await mkdir(join(folder, '.config/fish/completions'), { recursive: true })
          const bin = join(folder, 'bin')
          await mkdir(bin)
          await writeFile(
            join(bin, 'loradex'),
            `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`,
          )
          await chmod(join(bin, 'loradex'), 0o755)
          const { status, stderr } = spawnSync('bash', ['-c', ended(line)], {
            cwd: folder,
            // Where CI is set no browser is opened.
            env: { PATH: `${bin}:${process.env['PATH']}`, HOME: folder, CI: '1' },
            encoding: 'utf8',
          })
          // Something judged may well be bad; only a usage that is wrong would be the example's fault.
          assert.ok(expectedStatus(line).includes(status), `${line}\n${stderr}`)
        })
      })
    }
  }
})

/** What there may be before there is a recipe. */
async function prepareSources(folder: string): Promise<void> {
  await rm(join(folder, 'loradex.yaml'))
  await rm(join(folder, 'recipes'), { recursive: true })
  const database = new Database(join(folder, 'shop.sqlite'))
  database.exec('CREATE TABLE reviews (id INTEGER PRIMARY KEY, title TEXT, body TEXT)')
  const insert = database.prepare('INSERT INTO reviews (title, body) VALUES (?, ?)')
  for (const { question, answer } of records) insert.run(question, answer)
  database.close()
}

/** Pages are served until someone ends that, here `timeout`. */
function expectedStatus(line: string): readonly (number | null)[] {
  // No MLflow server runs here.
  if (line.includes('mlflow')) return [7]
  // Nor is Spark on the PATH.
  if (line.includes('--engine spark')) return [2]
  return line.startsWith('loradex explore') ? [124] : [0, 3]
}

function ended(line: string): string {
  return line.startsWith('loradex explore') ? `timeout 3 ${line}` : line
}

/** An adapter, its base model, and what a trainer left. */
async function prepareAdapter(folder: string): Promise<void> {
  const trained = 'tests/fixtures/peft-adapters-trained'
  await cp(join(trained, 'plain'), join(folder, 'adapter'), { recursive: true })
  await cp('tests/fixtures/gguf/lora-plain.gguf', join(folder, 'adapter/adapter.gguf'))
  await cp('tests/fixtures/tiny-base', join(folder, 'models/base'), { recursive: true })
  for (const version of ['v1', 'v2']) {
    await cp(join(trained, 'plain'), join(folder, version), { recursive: true })
    await writeFile(join(folder, version, 'adapter_metadata.json'), '{"adapter_id":"x"}')
  }
  const answers = Array.from({ length: 60 }, () => ({ output: 'A number', logprobs: [-1] }))
  for (const name of ['answers.jsonl', 'other.jsonl']) {
    await writeFile(join(folder, name), jsonLines(answers))
  }
  await mkdir(join(folder, 'runs/1'), { recursive: true })
  await writeFile(join(folder, 'runs/1/trainer_state.json'), '{"global_step":2}')
}
