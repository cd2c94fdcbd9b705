import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { commands } from '#loradex/cli/commands.js'
import { exampleLine } from '#loradex/cli/help/example-line.js'
import { exportIn, inFolder, jsonLines } from './in-folder.js'

const program = resolve('dist/cli/main.js')
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
  'cases.jsonl': jsonLines(records),
  'data.jsonl': jsonLines([{ instruction: 'a', output: 'b' }]),
  'schema.json': '{"type":"object"}',
  'adapter_metadata.json': '{"adapter_id":"x"}',
  'qa.yaml': JSON.stringify(recipe),
  'recipes/qa.yaml': JSON.stringify({
    ...recipe,
    source: { type: 'jsonl', path: '../cases.jsonl' },
    structured_gen: {},
  }),
}

describe('the examples of the help', () => {
  for (const { name, examples } of commands) {
    for (const [example, does] of examples) {
      const line = exampleLine(example)

      it(`of ${name}: ${does}`, async () => {
        await inFolder({ files, recipe }, async (folder) => {
          // Those that look at an export need one; those that make one must not find it.
          if (/\bout\//u.test(line)) await exportIn(folder)
          await mkdir(join(folder, '.config/fish/completions'), { recursive: true })
          const bin = join(folder, 'bin')
          await mkdir(bin)
          await writeFile(
            join(bin, 'loradex'),
            `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`,
          )
          await chmod(join(bin, 'loradex'), 0o755)
          const { status, stderr } = spawnSync('bash', ['-c', line], {
            cwd: folder,
            env: { PATH: `${bin}:${process.env['PATH']}`, HOME: folder },
            encoding: 'utf8',
          })
          // Something judged may well be bad; only a usage that is wrong would be the example's fault.
          assert.ok(status === 0 || status === 3, `${line}\n${stderr}`)
        })
      })
    }
  }
})
