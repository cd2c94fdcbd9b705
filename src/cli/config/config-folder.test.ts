import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { configFolder } from './config-folder.js'

const HOME = '/home/ada'

describe('configFolder', () => {
  it('is the usual one below the home of the user', () => {
    assert.equal(configFolder({ HOME }), '/home/ada/.config/loradex')
    assert.equal(configFolder({ USERPROFILE: HOME }), '/home/ada/.config/loradex')
  })

  it('is where XDG_CONFIG_HOME says, unless that is relative or empty', () => {
    assert.equal(configFolder({ HOME, XDG_CONFIG_HOME: '/c' }), '/c/loradex')
    for (const XDG_CONFIG_HOME of ['here', '']) {
      assert.equal(configFolder({ HOME, XDG_CONFIG_HOME }), '/home/ada/.config/loradex')
    }
  })

  it('is LORADEX_HOME before all else', () => {
    assert.equal(configFolder({ HOME, XDG_CONFIG_HOME: '/c', LORADEX_HOME: '/l' }), '/l')
  })

  it('is not there without a home', () => {
    assert.equal(configFolder({}), undefined)
  })
})
