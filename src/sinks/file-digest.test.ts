import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { realDisk } from '../disk/real-disk.js'
import type { DiskFile } from '../disk/disk.js'
import { startFileDigests, type FileDigests } from '../kernel/file-digests.js'
import { digestFile } from './file-digest.js'

const MIB = 1024 * 1024

function digestsOf(bytes: Uint8Array): FileDigests {
  const digests = startFileDigests('sha256')
  digests.update(bytes)
  return digests.end()
}

let base = ''
before(async () => (base = await mkdtemp(join(tmpdir(), 'digest-'))))
after(() => rm(base, { recursive: true }))

async function inFile(bytes: Uint8Array, use: (file: DiskFile) => Promise<void>): Promise<void> {
  const path = join(base, randomBytes(4).toString('hex'))
  const file = await realDisk.open(path, 'new')
  await file.write([bytes], 0)
  await use(file)
  await file.close()
}

describe('digestFile', () => {
  for (const length of [0, 1, MIB, 3 * MIB + 5]) {
    it(`takes in ${length} bytes that are there and what is added before and after they are read`, () => {
      const all = randomBytes(length + 300)
      return inFile(all.subarray(0, length), async (file) => {
        const readEnds: number[] = []
        const counted = {
          async read(at: number, most: number, memory?: Buffer) {
            const chunk = await file.read(at, most, memory)
            readEnds.push(at + chunk.length)
            return chunk
          },
        }
        const digest = digestFile(counted, { path: 'shard', length, digests: 'sha256' })
        const add = async (from: number, to: number): Promise<void> => {
          const added = all.subarray(from, to)
          await file.write([added], from)
          digest.add(added)
        }
        await add(length, length + 100)
        await add(length + 100, length + 200)
        while ((readEnds.at(-1) ?? 0) < length) await pause(1)
        await add(length + 200, length + 300)
        assert.deepEqual(await digest.finish(), digestsOf(all))
      })
    })
  }

  it('goes on with the leaves of another one, and reads what lies behind them', () => {
    const all = randomBytes(4 * MIB + 7)
    return inFile(all.subarray(0, 3 * MIB + 5), async (file) => {
      const first = digestFile(file, { path: 'shard', length: 0, digests: 'tree' })
      first.add(all.subarray(0, 2 * MIB + 1))
      const reads: number[] = []
      const counted = {
        read(at: number, most: number, memory?: Buffer) {
          reads.push(at)
          return file.read(at, most, memory)
        },
      }
      const length = 3 * MIB + 5
      const options = { path: 'shard', length, digests: 'tree', from: first.state() } as const
      const digest = digestFile(counted, options)
      digest.add(all.subarray(length, length))
      await file.write([all.subarray(length)], length)
      digest.add(all.subarray(length))
      const { sha256_tree } = digestsOf(all)
      assert.deepEqual(await digest.finish(), { sha256_tree })
      assert.deepEqual(reads, [2 * MIB, 3 * MIB, 4 * MIB])
    })
  })

  it('says so where the file is shorter than it has to be', () =>
    inFile(randomBytes(MIB), async (file) => {
      const digest = digestFile(file, { path: 'shard', length: 2 * MIB, digests: 'sha256' })
      await assert.rejects(digest.finish(), { code: 'export.damaged' })
    }))

  it('reads nothing where none is computed', () =>
    inFile(randomBytes(9), async () => {
      const file = { read: () => assert.fail('it was read') }
      const digest = digestFile(file, { path: 'shard', length: 9, digests: 'none' })
      digest.add(randomBytes(3))
      assert.deepEqual(await digest.finish(), {})
    }))

  it('reads no more once it is told to stop', () =>
    inFile(randomBytes(3 * MIB), async (file) => {
      let reads = 0
      const counted = {
        read(at: number, most: number, memory?: Buffer) {
          reads += 1
          return file.read(at, most, memory)
        },
      }
      const digest = digestFile(counted, { path: 'shard', length: 3 * MIB, digests: 'sha256' })
      await digest.stop()
      assert.equal(reads, 1)
    }))
})
