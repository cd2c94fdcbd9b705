import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { jsonl } from './jsonl.js'

async function notesOf(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = await mkdtemp(join(tmpdir(), 'notes-'))
  try {
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), content)
    }
    const notes: string[] = []
    const source = jsonl({ path: '*', baseFolder: folder })
    await source.plan({ spoolFolder: '', onNote: (note) => notes.push(note) })
    return notes
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('planning files', () => {
  it('notes nothing of files that are as they are called', async () => {
    const files = { 'a.jsonl': '{}\n', 'b.jsonl.gz': gzipSync('{}\n'), 'c.gz': '' }
    assert.deepEqual(await notesOf(files), [])
  })

  it('notes marks, and names that do not fit', async () => {
    const files = { 'a.jsonl': '\uFEFF{}\n', 'b.gz': '{}\n', 'c.jsonl': gzipSync('{}\n') }
    assert.deepEqual(await notesOf(files), [
      'a.jsonl begins with a byte order mark, which is left out',
      'b.gz is not compressed, whatever the name says',
      'c.jsonl is compressed, although the name does not say so',
    ])
  })

  it('notes many files in one line', async () => {
    const names = ['a', 'b', 'c', 'd']
    assert.deepEqual(await notesOf(Object.fromEntries(names.map((name) => [name, '\uFEFF{}']))), [
      '4 files begin with a byte order mark, which is left out: a, b and 2 more',
    ])
  })
})
