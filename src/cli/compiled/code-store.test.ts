import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { codeFolder, openCodeStore } from './code-store.js'

const HOME = '/home/ada'
const code = Buffer.from('compiled')

describe('codeFolder', () => {
  it('is in the cache folder of the user', () => {
    assert.equal(codeFolder({ HOME }), '/home/ada/.cache/loradex')
    assert.equal(codeFolder({ USERPROFILE: HOME }), '/home/ada/.cache/loradex')
    assert.equal(codeFolder({ HOME, XDG_CACHE_HOME: '/c' }), '/c/loradex')
    assert.equal(codeFolder({ HOME, XDG_CACHE_HOME: 'here' }), '/home/ada/.cache/loradex')
  })

  it('is not there without a home, or where Node is to keep no compiled code', () => {
    assert.equal(codeFolder({}), undefined)
    assert.equal(codeFolder({ HOME, NODE_DISABLE_COMPILE_CACHE: '1' }), undefined)
    assert.equal(codeFolder({ HOME, NODE_V8_COVERAGE: '/v' }), undefined)
  })
})

describe('openCodeStore', () => {
  const program = Buffer.from('exports.x = 1')
  let base = ''
  let folder = ''
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'code-'))
    folder = join(base, 'cache', 'loradex')
  })
  afterEach(() => rmSync(base, { recursive: true }))

  function keptFile(): string {
    const [name = ''] = readdirSync(folder)
    return join(folder, name)
  }

  it('gives what was kept, which only its owner may read', () => {
    assert.equal(openCodeStore(folder, 'program.cjs', program).read(), undefined)
    openCodeStore(folder, 'program.cjs', program).keep(code)
    assert.deepEqual(openCodeStore(folder, 'program.cjs', program).read(), code)
    assert.equal(readdirSync(folder).length, 1)
    assert.equal(statSync(folder).mode & 0o777, 0o700)
    assert.equal(statSync(keptFile()).mode & 0o777, 0o600)
  })

  it('gives nothing for another program', () => {
    openCodeStore(folder, 'program.cjs', program).keep(code)
    const sameLength = Buffer.from('exports.y = 1')
    assert.equal(openCodeStore(folder, 'program.cjs', sameLength).read(), undefined)
    assert.equal(openCodeStore(folder, 'other.cjs', program).read(), undefined)
  })

  it('gives nothing that is damaged, and is not in the way of something better', () => {
    for (const damaged of ['', 'abc', 'some bytes that were never kept']) {
      openCodeStore(folder, 'program.cjs', program).keep(code)
      writeFileSync(keptFile(), damaged)
      assert.equal(openCodeStore(folder, 'program.cjs', program).read(), undefined)
    }
    openCodeStore(folder, 'program.cjs', program).keep(code)
    assert.deepEqual(openCodeStore(folder, 'program.cjs', program).read(), code)
  })

  it('gives nothing that others may have written', () => {
    openCodeStore(folder, 'program.cjs', program).keep(code)
    chmodSync(keptFile(), 0o622)
    assert.equal(openCodeStore(folder, 'program.cjs', program).read(), undefined)
  })

  it('removes what was kept long ago', () => {
    openCodeStore(folder, 'program.cjs', program).keep(code)
    const old = keptFile()
    utimesSync(old, 1, 1)
    openCodeStore(folder, 'other.cjs', program).keep(code)
    assert.equal(existsSync(old), false)
    assert.equal(readFileSync(keptFile()).length, code.length + 4)
  })

  it('does without a folder that cannot be made', () => {
    mkdirSync(join(base, 'cache'))
    writeFileSync(folder, 'a file')
    for (const odd of [folder, join(base, 'no', 'home', '.cache', 'loradex'), '/proc/1/.cache/x']) {
      openCodeStore(odd, 'program.cjs', program).keep(code)
      assert.equal(openCodeStore(odd, 'program.cjs', program).read(), undefined)
    }
    assert.equal(existsSync(join(base, 'no')), false)
  })
})
