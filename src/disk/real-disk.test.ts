import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { describeDiskContract } from './disk.contract.js'
import { realDisk } from './real-disk.js'

let base = ''
before(async () => (base = await mkdtemp(join(tmpdir(), 'disk-'))))
after(() => rm(base, { recursive: true }))

describeDiskContract('the file system', async () => ({
  disk: realDisk,
  folder: await mkdtemp(join(base, 'case-')),
}))
