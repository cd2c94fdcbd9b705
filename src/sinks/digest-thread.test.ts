import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { startDigestThread, type DigestThread } from './digest-thread.js'

const MIB = 1024 * 1024

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

describe('startDigestThread', () => {
  let base = ''
  let thread: DigestThread
  before(async () => (base = await mkdtemp(join(tmpdir(), 'digest-thread-'))))
  after(() => rm(base, { recursive: true }))
  beforeEach(() => (thread = startDigestThread()))
  afterEach(() => thread.close())

  async function fileOf(bytes: Uint8Array): Promise<string> {
    const path = join(base, randomBytes(4).toString('hex'))
    await writeFile(path, bytes)
    return path
  }

  for (const length of [0, 1, MIB, 3 * MIB + 5]) {
    it(`takes in ${length} bytes that are there and what is added`, async () => {
      const all = randomBytes(length + 2 * MIB)
      const path = await fileOf(all.subarray(0, length))
      const digest = thread.digest(path, length)
      for (let at = length; at < all.length; at += 300_000) {
        const added = all.subarray(at, at + 300_000)
        await appendFile(path, added)
        digest.add(added)
      }
      assert.equal(await digest.finish(), sha256(all))
    })
  }

  it('keeps files apart', async () => {
    const contents = [randomBytes(2 * MIB), randomBytes(10), randomBytes(MIB)]
    const digests = await Promise.all(
      contents.map(async (bytes) => thread.digest(await fileOf(bytes), bytes.length)),
    )
    assert.deepEqual(
      await Promise.all(digests.map((digest) => digest.finish())),
      contents.map(sha256),
    )
  })

  it('says so where a file is shorter than it has to be', async () => {
    const digest = thread.digest(await fileOf(randomBytes(MIB)), 2 * MIB)
    digest.add(randomBytes(2 * MIB))
    await assert.rejects(digest.finish(), {
      code: 'export.damaged',
      message: /expected 4194304 bytes of the interrupted export, saw 1048576/u,
    })
  })

  it('says so where a file cannot be read', async () => {
    const missing = thread.digest(join(base, 'missing'), 5)
    await assert.rejects(missing.finish(), {
      code: 'export.target-unwritable',
      message: /missing: expected to write it, saw/u,
    })
    const bytes = randomBytes(5)
    assert.equal(await thread.digest(await fileOf(bytes), 5).finish(), sha256(bytes))
  })

  it('may be closed at any time', async () => {
    thread.digest(await fileOf(randomBytes(4 * MIB)), 4 * MIB)
    await thread.close()
    await startDigestThread().close()
  })
})
