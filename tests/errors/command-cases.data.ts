import { rm, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { openShardText } from '#loradex/explore/rows/shard-text.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

function command(name: string, args: readonly string[], more: Partial<ErrorCase> = {}): ErrorCase {
  return { name, files: { 'in.jsonl': twoRecords }, args, ...more }
}

/** An export in the folder `out`. */
async function exportIn(folder: string): Promise<void> {
  await writeFile(join(folder, 'loradex.yaml'), jsonlSource)
  await runLoradex(['export'], { cwd: folder })
}

const config = { env: { LORADEX_CONFIG: 'config.yaml' } }

/** Taken by the case itself. */
const PORT = 48_213
const blocker = createServer()

export async function takePort(): Promise<void> {
  await new Promise<void>((resolve) => blocker.listen(PORT, '127.0.0.1', resolve))
}

export async function freePort(): Promise<void> {
  await new Promise((resolve) => blocker.close(resolve))
}

export const commandCases: readonly ErrorCase[] = [
  command('A configuration file that is broken YAML', ['export'], {
    ...config,
    files: { 'config.yaml': 'workers: [2\n', 'loradex.yaml': jsonlSource },
    shows: { 'config.yaml': 'workers: [2\n' },
  }),
  command('A misspelt key of the configuration file', ['export'], {
    ...config,
    files: { 'config.yaml': 'wrokers: 2\n', 'loradex.yaml': jsonlSource },
    shows: { 'config.yaml': 'wrokers: 2\n' },
  }),
  command('init: a file without records', ['init', 'in.jsonl', '--yes'], {
    files: { 'in.jsonl': '\n' },
  }),
  command('init: records without a value', ['init', 'in.jsonl', '--yes'], {
    files: { 'in.jsonl': '{"answer":null}\n{}\n' },
    shows: { 'in.jsonl': '{"answer":null}\n{}\n' },
  }),
  command('init: an earlier recipe', ['init', 'in.jsonl', '--yes'], {
    files: { 'in.jsonl': twoRecords, 'loradex.yaml': jsonlSource },
  }),
  command('init: a folder that is none', ['init', 'in.jsonl', '--yes', '--out', 'a/b.yaml'], {
    files: { 'in.jsonl': twoRecords, a: 'a file\n' },
  }),
  command('report: a folder without an export', ['report', 'out']),
  command('report: a damaged report', ['report', 'out'], {
    prepare: async (folder) => {
      await exportIn(folder)
      await writeFile(join(folder, 'out', 'report.json'), '{"format_version": 1}')
    },
  }),
  command('report: a report of a newer version', ['report', 'out'], {
    prepare: async (folder) => {
      await exportIn(folder)
      await writeFile(join(folder, 'out', 'report.json'), '{"format_version": 2}')
    },
  }),
  command('explore: a folder without an export', ['explore', 'out']),
  command('explore: a shard that is cut off', ['explore', 'out'], {
    prepare: async (folder) => {
      await exportIn(folder)
      await truncate(join(folder, 'out', 'train-00000-of-00001.jsonl'), 10)
    },
  }),
  command('explore: a shard that is gone', ['explore', 'out'], {
    prepare: async (folder) => {
      await exportIn(folder)
      await rm(join(folder, 'out', 'train-00000-of-00001.jsonl'))
    },
  }),
  {
    name: 'explore: an export that is replaced meanwhile',
    program: {
      shown: 'loradex explore out',
      async run(folder) {
        const file = 'train-00000-of-00001.jsonl'
        const shard = { file, split: 'train', records: 1, bytes: 3, sha256: '' }
        await writeFile(join(folder, file), '{}\n')
        const text = await openShardText(shard, {
          folder,
          shownFolder: 'out',
          temporaryFolder: folder,
        })
        await rm(join(folder, file))
        try {
          await text.checkUnchanged()
        } finally {
          await text.close()
        }
      },
    },
  },
  command('explore: a port that is taken', ['explore', 'out', '--port', String(PORT)], {
    prepare: exportIn,
  }),
  command('request: a grammar for an engine that takes schemas', [
    'request',
    '--engine',
    'lorax',
    '--regex',
    '[A-D]',
  ]),
  command('request: no engine', ['request', '--regex', '[A-D]']),
  command('request: a misspelt engine', ['request', '--engine', 'vlm', '--regex', '[A-D]']),
  command('request: two constraints', [
    'request',
    '--engine',
    'vllm',
    '--regex',
    '[A-D]',
    '--schema',
    'a.json',
  ]),
  command('request: a recipe without a constraint', ['request', '--engine', 'vllm'], {
    files: { 'loradex.yaml': jsonlSource },
  }),
  command(
    'request: a keyword that the engine refuses',
    ['request', '--engine', 'vllm', '--schema', 'a.json'],
    { files: { 'a.json': '{"type":"array","uniqueItems":true}\n' } },
  ),
  command('request: an open object', ['request', '--engine', 'openai', '--schema', 'a.json'], {
    files: { 'a.json': '{"properties":{"a":{"type":"string"}}}\n' },
  }),
  command(
    'request: a recursive grammar as regex',
    ['request', '--engine', 'tgi', '--grammar', 'a.gbnf'],
    { files: { 'a.gbnf': 'root ::= "(" root ")" | "x"\n' } },
  ),
  command(
    'request: left recursion by way of another rule',
    ['request', '--engine', 'llama.cpp', '--grammar', 'a.ebnf'],
    { files: { 'a.ebnf': 'root ::= a | "x"\na ::= root "y"\n' } },
  ),
  command('request: a schema of texts', ['request', '--engine', 'vllm'], {
    files: {
      'loradex.yaml': `${jsonlSource}structured_gen: { json_schema: a.json }\n`,
      'a.json': '{"properties":{"output":{"type":"string"}}}\n',
    },
  }),
]
