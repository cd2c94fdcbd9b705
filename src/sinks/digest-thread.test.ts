import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startFileDigests, type FileDigests } from '../kernel/file-digests.js'
import { startTreeHash, type TreeState } from '../kernel/tree-hash.js'
import { startDigestThread, type DigestThread } from './digest-thread.js'
import type { FileDigest } from './file-digest.js'

const MIB = 1024 * 1024

function digestsOf(bytes: Uint8Array): FileDigests {
  const digests = startFileDigests('sha256')
  digests.update(bytes)
  return digests.end()
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

  function digestOf(path: string, length: number): FileDigest {
    return thread.digest({ path, length, digests: 'sha256' })
  }

  for (const length of [0, 1, MIB, 3 * MIB + 5]) {
    it(`takes in ${length} bytes that are there and what is added`, async () => {
      const all = randomBytes(length + 2 * MIB)
      const path = await fileOf(all.subarray(0, length))
      const digest = thread.digest({ path, length, digests: 'sha256' })
      for (let at = length; at < all.length; at += 300_000) {
        const added = all.subarray(at, at + 300_000)
        await appendFile(path, added)
        digest.add(added)
      }
      assert.deepEqual(await digest.finish(), digestsOf(all))
    })
  }

  it('goes on with what another one has come to, and reads only what lies behind it', async () => {
    const all = randomBytes(5 * MIB + 9)
    const earlier = startTreeHash()
    earlier.update(all.subarray(0, 3 * MIB))
    const from = earlier.state()
    // Nobody can tell that these are others.
    const path = await fileOf(Buffer.concat([Buffer.alloc(3 * MIB), all.subarray(3 * MIB)]))
    const digest = thread.digest({ path, length: 4 * MIB + 1, digests: 'tree', from })
    assert.deepEqual(digest.state(), from)
    digest.add(all.subarray(4 * MIB + 1, all.length))
    const { sha256_tree } = digestsOf(all)
    assert.deepEqual(await digest.finish(), { sha256_tree })
  })

  it('tells how far it has come', async () => {
    const all = randomBytes(3 * MIB)
    const digest = thread.digest({ path: await fileOf(all), length: all.length, digests: 'tree' })
    let state: TreeState | undefined
    while (!state) {
      await pause(1)
      state = digest.state()
    }
    const tree = startTreeHash()
    tree.update(all)
    assert.deepEqual(state, tree.state())
  })

  it('keeps files apart', async () => {
    const contents = [randomBytes(2 * MIB), randomBytes(10), randomBytes(MIB)]
    const digests = await Promise.all(
      contents.map(async (bytes) => digestOf(await fileOf(bytes), bytes.length)),
    )
    assert.deepEqual(
      await Promise.all(digests.map((digest) => digest.finish())),
      contents.map(digestsOf),
    )
  })

  it('says so where a file is shorter than it has to be', async () => {
    const digest = digestOf(await fileOf(randomBytes(MIB)), 2 * MIB)
    digest.add(randomBytes(2 * MIB))
    await assert.rejects(digest.finish(), {
      code: 'export.damaged',
      message: /expected 4194304 bytes of the interrupted export, saw 1048576/u,
    })
  })

  it('says so where a file cannot be read', async () => {
    const missing = digestOf(join(base, 'missing'), 5)
    await assert.rejects(missing.finish(), {
      code: 'export.target-unwritable',
      message: /missing: expected to write it, saw/u,
    })
    const bytes = randomBytes(5)
    assert.deepEqual(await digestOf(await fileOf(bytes), 5).finish(), digestsOf(bytes))
  })

  it('may be closed at any time', async () => {
    digestOf(await fileOf(randomBytes(4 * MIB)), 4 * MIB)
    await thread.close()
    await startDigestThread().close()
  })
})
