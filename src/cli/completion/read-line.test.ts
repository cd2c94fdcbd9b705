import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Command } from '../command.js'
import { readLine } from './read-line.js'

const commands: readonly Command[] = [
  {
    name: 'make',
    summary: 'Make',
    arguments: [
      { name: '<first>', about: '', values: 'file' },
      { name: '<others...>', about: '', values: 'folder' },
    ],
    options: [
      { flags: '-o, --out <folder>', about: '', values: 'folder' },
      { flags: '-f, --force', about: '' },
      { flags: '--open [browser]', about: '' },
    ],
    examples: [],
    load: async () => async () => 0,
  },
  {
    name: 'metadata show',
    summary: 'Show',
    arguments: [],
    options: [],
    examples: [],
    load: async () => async () => 0,
  },
]

function read(...given: readonly string[]) {
  return readLine(given, commands)
}

describe('readLine', () => {
  it('takes as many words as name a command or a group', () => {
    assert.deepEqual(read('metadata', 'sh').words, ['metadata'])
    assert.deepEqual(read('metadata', 'show', '').command?.name, 'metadata show')
    assert.deepEqual(read('metadata', 'x', '').positionals, ['x'])
  })

  it('knows which argument is being written, the last one again and again', () => {
    const values = [read('make', ''), read('make', 'a', ''), read('make', 'a', 'b', 'c')].map(
      ({ current }) => (current.kind === 'word' ? current.argument?.values : current.kind),
    )
    assert.deepEqual(values, ['file', 'folder', 'folder'])
  })

  it('knows the value of an option, in the next word, in the same one and by its short name', () => {
    for (const [given, before] of [
      [['--out', 'da'], ''],
      [['-o', 'da'], ''],
      [['--out=da'], '--out='],
    ] as const) {
      const { current } = read('make', ...given)
      assert.equal(current.kind, 'value')
      assert.deepEqual([current.text, current.kind === 'value' && current.before], ['da', before])
    }
    const { current } = read('make', '--out=')
    assert.deepEqual([current.text, current.kind === 'value' && current.before], ['', '--out='])
  })

  it('does not take the next word for the value of an option that needs none', () => {
    for (const option of ['--force', '--open']) {
      assert.deepEqual(read('make', option, 'a', '').positionals, ['a'])
    }
  })

  it('gathers what was given before', () => {
    const { options, positionals } = read('make', '--out', 'x', 'a', '-o', 'y', '--out=z', '')
    assert.deepEqual(options.get('--out'), ['x', 'y', 'z'])
    assert.deepEqual(positionals, ['a'])
  })

  it('takes nothing for an option after --', () => {
    const { current, positionals } = read('make', '--', '--force', '--o')
    assert.deepEqual([current.kind, positionals], ['word', ['--force']])
  })

  it('takes an option that the command does not know for a word that is not there', () => {
    const { positionals, current } = read('make', '--what', 'a', '')
    assert.deepEqual([positionals, current.kind], [['a'], 'word'])
  })
})
