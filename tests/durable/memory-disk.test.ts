import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describeDiskContract } from '#loradex/disk/disk.contract.js'
import { Died, memoryDisk, type MemoryDisk } from './memory-disk.js'

describeDiskContract('memory', async () => {
  const disk = memoryDisk()
  await disk.makeFolder('/case')
  return { disk, folder: '/case' }
})

/** What is not synced is lost, or kept. */
const loses = (disk: MemoryDisk): MemoryDisk => disk.afterCrash(() => 0.99, true)

async function written(): Promise<MemoryDisk> {
  const disk = memoryDisk()
  const file = await disk.open('/a', 'new')
  await file.write([Buffer.from('durable')], 0)
  await file.sync()
  await disk.syncFolder('/')
  await file.write([Buffer.from('DUR')], 0)
  await disk.open('/b', 'new')
  return disk
}

describe('a crash of a disk in memory', () => {
  it('may lose what was not synced in a file, and nothing else', async () => {
    const disk = loses(await written())
    assert.deepEqual(
      [...disk.tree('/')],
      [
        ['a', 'durable'],
        ['b', ''],
      ],
    )
  })

  it('may lose a name whose file was synced', async () => {
    const disk = memoryDisk()
    const file = await disk.open('/a', 'new')
    await file.write([Buffer.from('x')], 0)
    await file.sync()
    assert.equal(await disk.afterCrash(() => 0, true).has('/a'), false)
  })

  it('may have a write in part', async () => {
    const chances = [0.99, 0.5, 0.6, 0, 0.5]
    const disk = (await written()).afterCrash(() => chances.shift() ?? 0.99, true)
    assert.match(disk.tree('/').get('a') ?? '', /^[DURdurable]{7}$/u)
  })

  it('of a program alone loses nothing yet', async () => {
    const alone = (await written()).afterCrash(() => 0.99, false)
    assert.equal(alone.tree('/').get('a'), 'DURable')
    assert.equal(loses(alone).tree('/').get('a'), 'durable')
  })

  it('lets nothing happen from the effect on at which it dies', async () => {
    const disk = memoryDisk()
    disk.dieAt(2)
    await disk.makeFolder('/a')
    await assert.rejects(disk.makeFolder('/b'), Died)
    await assert.rejects(disk.makeFolder('/c'), Died)
    assert.deepEqual(await disk.list('/'), ['a'])
  })
})
