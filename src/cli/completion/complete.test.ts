import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Command } from '../command.js'
import { complete } from './complete.js'

const look: Command = {
  name: 'look',
  summary: 'Look',
  arguments: [{ name: '[export]', about: '', values: 'folder' }],
  options: [
    { flags: '--reason <code>', about: '', values: 'drop-code' },
    { flags: '--split <name>', about: '', values: 'split' },
    { flags: '--face <face>', about: '', values: ['happy', 'sad'] },
  ],
  examples: [],
  load: async () => async () => 0,
}

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'complete-'))
  const counts = { dropped: { duplicate: 1, 'text-too-short': 79 } }
  const report = { counts, emitted: { splits: { train: 90, test: 1 } } }
  writeFileSync(join(folder, 'report.json'), JSON.stringify(report))
})
after(() => rmSync(folder, { recursive: true }))

async function offered(...given: readonly string[]) {
  const world = { env: {}, cwd: tmpdir(), signal: new AbortController().signal }
  const { candidates } = await complete(['look', ...given], [look], world)
  return candidates.map(({ value, about }) => `${value} ${about}`.trimEnd())
}

describe('complete', () => {
  it('offers the reasons for which an export dropped records, with how many', async () => {
    assert.deepEqual(await offered(folder, '--reason', ''), [
      'duplicate 1 record',
      'text-too-short 79 records',
    ])
    assert.deepEqual(await offered(folder, '--reason=text'), ['--reason=text-too-short 79 records'])
  })

  it('offers the splits of an export', async () => {
    assert.deepEqual(await offered(folder, '--split', 't'), ['train 90 samples', 'test 1 sample'])
  })

  it('offers neither where there is no export', async () => {
    assert.deepEqual(await offered('nowhere', '--split', ''), [])
  })

  it('offers the values of a closed list', async () => {
    assert.deepEqual(await offered('--face', ''), ['happy', 'sad'])
    assert.deepEqual(await offered('--face', 'h'), ['happy'])
  })

  it('offers options after a dash, and nothing for an argument that cannot be', async () => {
    assert.deepEqual(await offered('--f'), ['--face'])
    assert.deepEqual(await offered('a', 'b', 'c'), [])
  })
})
