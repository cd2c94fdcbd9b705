import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { runCheck } from './run-check.js'
import { terminal } from './terminal.js'

const wide = { columns: 100, hasColour: true }
const utf8 = { LANG: 'en_GB.UTF-8' }

describe('terminal', () => {
  it('says what a person will see', async () => {
    const { verdict, saw } = await runCheck(terminal(wide, utf8))
    assert.deepEqual([verdict, saw], ['ok', '100 columns, colours, en_GB.UTF-8'])
  })

  it('warns below 60 columns', async () => {
    const verdicts = []
    for (const columns of [59, 60]) {
      verdicts.push((await runCheck(terminal({ ...wide, columns }, utf8))).verdict)
    }
    assert.deepEqual(verdicts, ['warn', 'ok'])
  })

  it('does not mind a width that is not known', async () => {
    const { verdict, saw } = await runCheck(terminal({ ...wide, columns: 0 }, utf8))
    assert.equal(verdict, 'ok')
    assert.match(saw, /^of unknown width/u)
  })

  it('takes the locale that counts for letters', async () => {
    const verdicts = []
    for (const env of [
      {},
      { LANG: 'C' },
      { ...utf8, LC_ALL: 'C' },
      { LANG: 'C', LC_CTYPE: 'C.utf8' },
    ]) {
      verdicts.push((await runCheck(terminal(wide, env))).verdict)
    }
    assert.deepEqual(verdicts, ['warn', 'warn', 'warn', 'ok'])
  })

  it('names NO_COLOR, and does without a terminal', async () => {
    const { saw } = await runCheck(
      terminal({ ...wide, hasColour: false }, { ...utf8, NO_COLOR: '1' }),
    )
    assert.match(saw, /no colours, as NO_COLOR says/u)
    assert.equal((await runCheck(terminal(undefined, {}))).verdict, 'ok')
  })
})
