import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { constants, openSync, closeSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { systemSeen } from '../kernel/system-failure.js'
import { openPlainFile, readPlainFile, readPlainFileNow, readPlainText } from './plain-file.js'

const readers: Readonly<Record<string, (path: string) => unknown>> = {
  readPlainFile,
  readPlainText,
  readPlainFileNow: async (path) => Promise.resolve(readPlainFileNow(path)),
  openPlainFile: async (path) => (await openPlainFile(path)).close(),
}

/** What all of them say, once. */
async function seenAt(path: string): Promise<readonly string[]> {
  const seen: string[] = []
  for (const read of Object.values(readers)) {
    seen.push(
      await Promise.resolve(path)
        .then(read)
        .then(() => 'a file', systemSeen),
    )
  }
  return [...new Set(seen)]
}

const skip = platform() === 'win32' ? 'Windows has no such files' : false

describe('a plain file', { skip }, () => {
  let folder = ''
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'plain-'))))
  after(() => rm(folder, { recursive: true }))

  it('is read, and what has no end is not waited for', async () => {
    const [file, pipe, socket] = ['file', 'pipe', 'socket'].map((name) => join(folder, name))
    assert.ok(file !== undefined && pipe !== undefined && socket !== undefined)
    await writeFile(file, 'ä')
    assert.equal(await readPlainText(file), 'ä')
    assert.deepEqual(readPlainFileNow(file), await readPlainFile(file))
    assert.deepEqual(await seenAt(file), ['a file'])
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0)
    const server = createServer()
    await new Promise<void>((done) => server.listen(socket, done))
    for (const path of [pipe, socket, '/dev/zero']) {
      assert.deepEqual(await seenAt(path), ['a pipe, socket or device'], path)
    }
    server.close()
  })

  it('has to be there, and no folder', async () => {
    assert.deepEqual(await seenAt(join(folder, 'nothing')), ['nothing of that name'])
    assert.ok((await seenAt(folder)).includes('a folder'))
  })

  it('may be a pipe that a shell has opened, or nothing', async () => {
    assert.equal(await readPlainText('/dev/null'), '')
    const pipe = join(folder, 'given')
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0)
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
    const writer = openSync(pipe, 'w')
    writeFileSync(writer, 'given')
    const reading = readPlainText(`/dev/fd/${reader}`)
    // The text ends with its last writer; what was opened meanwhile reads on.
    setTimeout(() => closeSync(writer), 20)
    assert.equal(await reading, 'given')
    closeSync(reader)
  })
})
