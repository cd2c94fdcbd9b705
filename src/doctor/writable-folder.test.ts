import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runCheck, type Checked } from './run-check.js'
import { writableFolder } from './writable-folder.js'

let root = ''
before(() => {
  root = mkdtempSync(join(tmpdir(), 'writable-'))
})
after(() => rmSync(root, { recursive: true, force: true }))

function check(folder: string): Promise<Checked> {
  return runCheck(writableFolder({ id: 'x', title: 'x', folder, otherwise: 'or name another' }))
}

function adviceOf(found: Checked): string {
  return 'advice' in found ? found.advice : ''
}

const isRoot = userInfo().uid === 0
const needsRoot = { skip: isRoot ? false : 'only root mounts' }

/** A file system of its own. */
async function withMount(options: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(root, 'mount-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
  if (mounted.status !== 0) return
  try {
    await use(folder)
  } finally {
    spawnSync('umount', [folder])
  }
}

describe('writableFolder', () => {
  it('leaves nothing in a folder that can be written', async () => {
    const found = await check(root)
    assert.notEqual(found.verdict, 'fail', found.saw)
    assert.match(found.saw, /files can be written and renamed, [\d.]+ \w+ free$/u)
    assert.deepEqual(readdirSync(root), [])
  })

  it('looks at the nearest folder above one that is not there, and does not make it', async () => {
    const found = await check(join(root, 'a', 'b'))
    assert.ok(found.saw.startsWith(`${root}: `), found.saw)
    assert.deepEqual(readdirSync(root), [])
  })

  it('fails on a file, and says that it is one', async () => {
    const file = join(root, 'file')
    writeFileSync(file, '')
    const found = await check(file)
    assert.equal(found.verdict, 'fail')
    assert.equal(adviceOf(found), `Make ${file} a folder: it is something else, or name another.`)
    rmSync(file)
  })

  it('fails without the right to write', { skip: isRoot ? 'root may write' : false }, async () => {
    const folder = join(root, 'closed')
    mkdirSync(folder)
    chmodSync(folder, 0o555)
    const found = await check(folder)
    assert.equal(found.verdict, 'fail')
    assert.match(adviceOf(found), /^Give yourself the right to write/u)
  })

  it('fails on a full disk, and leaves nothing', needsRoot, async (test) => {
    let isTried = false
    await withMount('size=1m', async (folder) => {
      isTried = true
      const left = 1024 * 1024 - 8192
      writeFileSync(join(folder, 'most'), new Uint8Array(left))
      const found = await check(folder)
      assert.equal(found.verdict, 'fail', found.saw)
      assert.match(adviceOf(found), /^Free some space, or name another\.$/u)
      assert.deepEqual(readdirSync(folder), ['most'])
    })
    if (!isTried) test.skip('nothing can be mounted')
  })

  it('warns where little is left', needsRoot, async (test) => {
    let isTried = false
    await withMount('size=1m', async (folder) => {
      isTried = true
      const found = await check(folder)
      assert.equal(found.verdict, 'warn')
      assert.match(found.saw, /1\.0 MiB free$/u)
    })
    if (!isTried) test.skip('nothing can be mounted')
  })

  it('fails where everything is read-only', needsRoot, async (test) => {
    let isTried = false
    await withMount('size=1m,ro', async (folder) => {
      isTried = true
      const found = await check(folder)
      assert.equal(found.verdict, 'fail')
      assert.match(adviceOf(found), /^Mount the file system of .* for writing/u)
    })
    if (!isTried) test.skip('nothing can be mounted')
  })
})
