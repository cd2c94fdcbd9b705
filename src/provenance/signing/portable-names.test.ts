import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isLoradexError } from '../../kernel/error.js'
import { checkPortable } from './portable-names.js'

function seen(...names: readonly string[]): string {
  try {
    checkPortable(names, 'adapter')
    return ''
  } catch (error) {
    return isLoradexError(error) ? error.message.replace(/^.*saw /u, '') : String(error)
  }
}

describe('names of files', () => {
  it('are the same on all systems, or refused', () => {
    const devices = ['CON', 'nul', 'aux.txt', 'a/Prn', 'com1.tar.gz', 'LPT¹', 'NUL .x', 'CONIN$']
    const cut = ['a ', 'a.', 'a./b', 'a b /c']
    const control = ['a\nb', 'a\tb', '\u007f', 'a\u0085', '\u001b[2J']
    for (const name of [...devices, ...cut, ...control]) {
      assert.equal(seen('x', name), JSON.stringify(name))
    }
    const usual = ['CONFIG', 'console.md', 'com10', 'a.con', '.gitignore', ' a', 'é 日本 😀.txt']
    assert.equal(seen(...usual), '')
  })

  it('differ in more than case and the form of accents', () => {
    assert.equal(seen('A', 'a'), '"a" beside "A"')
    assert.equal(seen('README.md', 'b/x', 'readme.md'), '"readme.md" beside "README.md"')
    assert.equal(seen('a/x', 'A/y'), '"A" beside "a"')
    assert.equal(seen('\u00e9', 'e\u0301'), '"e\u0301" beside "\u00e9"')
    assert.equal(seen('\u00c9', 'e\u0301'), '"e\u0301" beside "\u00c9"')
    assert.equal(seen('a/x', 'a/y', 'b/x', 'e', '\u00e9', 'E\u0300'), '')
  })
})
