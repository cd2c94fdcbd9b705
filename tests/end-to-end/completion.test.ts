import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { exportIn, inFolder, jsonLines } from './in-folder.js'
import { runLoradex } from './run-loradex.js'

const files = {
  'in.jsonl': jsonLines([
    { frage: 'q', antwort: { text: 'a long enough answer', n: 1 } },
    { frage: 'q', 'a\u001Bb': 1, 'a.b': 2 },
  ]),
  'other.csv': 'id,body\n1,text\n',
}
const recipe = {
  source: { type: 'jsonl', path: 'in.jsonl' },
  split: { key: 'frage', ratios: { train: 0.5, test: 0.5 } },
}

/** Values offered for the words, of which the last is being written. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  return (await answered(words)).values
}

async function answered(words: readonly string[], content: string | object = recipe) {
  return inFolder({ files, recipe: content }, (cwd) => answeredIn(cwd, words))
}

async function answeredIn(cwd: string, words: readonly string[]) {
  const line = [...words.slice(0, -1), `:${words.at(-1)}`]
  const argv = ['completion', 'bash', '--', ...line]
  const { exitCode, stdout, stderr } = await runLoradex(argv, { cwd })
  assert.deepEqual([exitCode, stderr], [0, ''])
  const [paths, ...pairs] = stdout.trimEnd().split('\n')
  return { paths, values: pairs.filter((_, index) => index % 2 === 0), stdout }
}

describe('loradex completion', () => {
  it('offers commands, those of a group, and those that help knows', async () => {
    assert.ok((await offered('')).includes('export'))
    assert.deepEqual(await offered('metadata', 's'), ['show', 'set'])
    assert.deepEqual(await offered('help', 'metadata', 'c'), ['check'])
    assert.deepEqual(await offered('nonsense', ''), [])
  })

  it('offers options that are not given yet, and those that may be repeated', async () => {
    const options = await offered('export', '--force', '--set', 'style=custom', '--')
    assert.ok(options.includes('--dry-run') && options.includes('--set'))
    assert.ok(!options.includes('--force'))
  })

  it('offers keys of the recipe section by section', async () => {
    assert.deepEqual(await offered('export', '--set', 'qual'), ['quality.', 'quality_metrics.'])
    assert.deepEqual(await offered('export', '--set', 'quality.m'), [
      'quality.min_text_length=',
      'quality.max_text_length=',
    ])
    assert.deepEqual(await offered('export', '--set', 'split.ratios.t'), [
      'split.ratios.train=',
      'split.ratios.test=',
    ])
  })

  it('offers what a key may be', async () => {
    assert.deepEqual(await offered('export', '--set', 'dedup.normalize='), [
      'dedup.normalize=none',
      'dedup.normalize=nfc',
      'dedup.normalize=fold',
    ])
    assert.deepEqual(await offered('export', '--set=output.include_rejected_records=t'), [
      '--set=output.include_rejected_records=true',
    ])
    assert.ok((await offered('export', '--set', 'source.type=')).includes('source.type=postgres'))
    assert.deepEqual(await offered('export', '--set', 'quality.min_text_length='), [
      'quality.min_text_length=10',
    ])
  })

  it('offers columns of the source for fields, down to those in objects', async () => {
    assert.deepEqual(await offered('export', '--set', 'field_mapping.output_field='), [
      'field_mapping.output_field=frage',
      'field_mapping.output_field=antwort',
      'field_mapping.output_field=antwort.text',
      'field_mapping.output_field=antwort.n',
    ])
  })

  it('offers columns of the source that an override names', async () => {
    const override = 'source={type: csv, path: other.csv}'
    assert.deepEqual(await offered('export', '--set', override, '--set', 'split.key='), [
      'split.key=id',
      'split.key=body',
    ])
  })

  it('offers no columns of a broken recipe, of a missing file and of a server', async () => {
    const words = ['export', '--set', 'split.key=']
    for (const content of [
      'source: [',
      { source: { type: 'jsonl', path: 'nowhere' } },
      { source: { type: 'postgres', url: 'postgres://nowhere.invalid/x', table: 't' } },
    ]) {
      assert.deepEqual((await answered(words, content)).values, [])
    }
  })

  it('asks for paths where paths fit', async () => {
    assert.equal((await answered(['export', ''])).paths, 'files')
    assert.equal((await answered(['export', '--out', ''])).paths, 'folders')
    assert.equal((await answered(['export', '--set', 'source.path='])).paths, 'files')
    assert.equal((await answered(['export', '--limit', ''])).paths, 'none')
  })

  it('offers keys of the adapter metadata with what they hold', async () => {
    assert.ok(
      (await offered('metadata', 'set', 'nowhere.json', 'adapter_')).includes('adapter_id='),
    )
  })

  it('writes nothing', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      await exportIn(folder)
      const before = await readdir(folder)
      await answeredIn(folder, ['export', '--set', 'split.key='])
      assert.deepEqual(await readdir(folder), before)
    })
  })

  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    it(`prints the script for ${shell}, which calls back for ${shell}`, async () => {
      const { exitCode, stdout } = await runLoradex(['completion', shell], { cwd: '/' })
      assert.equal(exitCode, 0)
      assert.ok(stdout.includes(`completion ${shell} `), stdout)
    })
  }

  it('refuses another shell', async () => {
    const { exitCode, stderr } = await runLoradex(['completion', 'zhs'], { cwd: '/' })
    assert.equal(exitCode, 2)
    assert.match(stderr, /hint: Run loradex completion zsh\./u)
  })
})
