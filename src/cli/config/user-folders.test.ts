import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { userFolders } from './user-folders.js'

describe('userFolders', () => {
  it('are the usual ones below the home of the user', () => {
    assert.deepEqual(userFolders({ HOME: '/home/ada' }), {
      config: '/home/ada/.config/loradex',
      cache: '/home/ada/.cache/loradex',
      state: '/home/ada/.local/state/loradex',
    })
  })

  it('are where the XDG variables say', () => {
    const env = { HOME: '/home/ada', XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' }
    const { config, cache, state } = userFolders(env)
    assert.deepEqual(
      [config, cache, state],
      ['/c/loradex', '/home/ada/.cache/loradex', '/s/loradex'],
    )
  })

  it('are not where an XDG variable holds a relative path or nothing', () => {
    for (const XDG_CONFIG_HOME of ['here', '']) {
      const { config } = userFolders({ HOME: '/home/ada', XDG_CONFIG_HOME })
      assert.equal(config, '/home/ada/.config/loradex')
    }
  })

  it('are all in LORADEX_HOME', () => {
    const { config, cache } = userFolders({
      HOME: '/home/ada',
      LORADEX_HOME: '/l',
      XDG_CACHE_HOME: '/x',
    })
    assert.deepEqual([config, cache], ['/l', '/l/cache'])
  })

  it('are not there without a home', () => {
    assert.deepEqual(userFolders({}), { config: undefined, cache: undefined, state: undefined })
  })
})
