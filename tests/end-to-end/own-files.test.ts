import assert from 'node:assert/strict'
import { mkdir, readFile, readdir, rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { inFolder, jsonLines } from './in-folder.js'
import { runLoradex } from './run-loradex.js'

const records = [
  { question: 'What is a fjord?', answer: 'A long inlet of the sea.' },
  { question: 'What is a delta?', answer: 'Short.' },
]

const source = { type: 'jsonl', path: '**/*.jsonl' }
const files = { 'data/a.jsonl': jsonLines(records) }

/** What is told, and all files of the export. */
async function exported(folder: string, args: readonly string[], out = 'out') {
  const { exitCode, stderr } = await runLoradex(['export', '--force', ...args], { cwd: folder })
  assert.equal(exitCode, 0, stderr)
  const names = await readdir(join(folder, out))
  const shards = names.filter((name) => name.endsWith('.jsonl')).toSorted()
  return {
    warnings: stderr.split('\n').filter((line) => line.startsWith('warning: ')),
    texts: await Promise.all(
      ['manifest.json', ...shards].map((name) => readFile(join(folder, out, name), 'utf8')),
    ),
  }
}

describe('an export into a folder that its input leads to', () => {
  it('has the same bytes when it is made again, and says what it has not read', async () => {
    await inFolder({ recipe: { source }, files }, async (folder) => {
      const first = await exported(folder, [])
      assert.deepEqual(first.warnings, [])
      assert.equal(first.texts.length, 3)
      const again = await exported(folder, [])
      assert.deepEqual(again.texts, first.texts)
      assert.deepEqual(again.warnings, [
        'warning: 2 files are no input, as the export is written there: out/rejects-00000-of-00001.jsonl, out/train-00000-of-00001.jsonl',
      ])
      const { stdout } = await runLoradex(['export', '-n'], { cwd: folder })
      assert.match(stdout, /^looked at 2 records, 1 would be kept$/mu)
    })
  })

  it('knows the folder by another name, too', async () => {
    await inFolder({ recipe: { source }, files }, async (folder) => {
      await mkdir(join(folder, 'real/in'), { recursive: true })
      await rename(join(folder, 'data/a.jsonl'), join(folder, 'real/in/a.jsonl'))
      await symlink('real', join(folder, 'linked'))
      const args = ['--out', 'real/out', '--set', 'source.path=linked/*/*.jsonl']
      const first = await exported(folder, args, 'real/out')
      const again = await exported(folder, args, 'real/out')
      assert.deepEqual(again.texts, first.texts)
      assert.equal(again.warnings.length, 1)
    })
  })

  it('reads other exports, and files that are named', async () => {
    await inFolder({ recipe: { source }, files }, async (folder) => {
      await exported(folder, [])
      const other = await exported(folder, ['--out', 'other'], 'other')
      assert.match(other.texts[0] ?? '', /"read": 4/u)
      const named = await exported(folder, ['--set', 'source.path=out/train-00000-of-00001.jsonl'])
      assert.match(named.texts[0] ?? '', /"read": 1/u)
    })
  })

  it('fails where there is nothing else', async () => {
    await inFolder({ recipe: { source }, files }, async (folder) => {
      const args = ['export', '-n', '--out', 'data']
      const { exitCode, stderr } = await runLoradex(args, { cwd: folder })
      assert.equal(exitCode, 2)
      assert.match(stderr, /a file that \*\*\/\*\.jsonl matches, saw only those in the folder/u)
    })
  })
})
