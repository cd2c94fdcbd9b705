// PEFT itself makes adapters, with every option on several architectures. LORADEX_TRL=1 installs it
// into .partners/, 1 GB; LORADEX_PEFT_ADAPTERS says how many there are to be.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { checkAdapter } from '#loradex/adapters/checks/check-adapter.js'
import { codeFields, peftFields } from '#loradex/adapters/peft/peft-fields.data.js'
import { askPython } from '#tools/python-partner.mjs'

interface Made {
  readonly fields: readonly string[]
  readonly adapters: readonly MadeAdapter[]
  readonly refused: readonly string[]
}

interface MadeAdapter {
  readonly adapter: string
  readonly base: string
  readonly options: string
  readonly loads: boolean
}

const count = env['LORADEX_PEFT_ADAPTERS'] ?? '120'
const isThere = env['LORADEX_TRL'] === '1' || existsSync('.partners/trl/installed.txt')
const skip = isThere ? false : 'LORADEX_TRL is not 1'

describe(`${count} adapters that PEFT makes`, { skip }, () => {
  let folder = ''
  let made: Made
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'peft-'))
    made = askPython('trl', 'peft_adapters.py', [folder, count]) as Made
  })
  after(() => rm(folder, { recursive: true }))

  it('are as many as were asked for, and PEFT loads them all', () => {
    assert.equal(made.adapters.length, Number(count), made.refused.join('\n'))
    assert.deepEqual(
      made.adapters.filter(({ loads }) => !loads).map(({ options }) => options),
      [],
    )
  })

  it('pass all checks, by themselves and with their base model', async () => {
    const alarms: string[] = []
    for (const { adapter, base, options } of made.adapters) {
      for (const named of [undefined, base, join(base, 'config.json')]) {
        const { checks } = await checkAdapter(adapter, named === undefined ? {} : { base: named })
        const findings = checks.flatMap((result) => result.findings)
        for (const { severity, where, expected } of findings) {
          const isBaseChange = where.endsWith('init_lora_weights')
          if (severity === 'error' || (severity === 'warning' && !isBaseChange)) {
            alarms.push(`${base} ${options} ${where}: ${expected}`)
          }
        }
      }
    }
    assert.deepEqual(alarms, [])
  })

  it('have no field that is not known', () => {
    const unknown = made.fields.filter(
      (field) => !Object.hasOwn(peftFields, field) && !Object.hasOwn(codeFields, field),
    )
    assert.deepEqual(unknown, [])
    // Not saved, and so in no file; all else that is known is a field of PEFT.
    const invented = Object.keys(peftFields).filter((field) => !made.fields.includes(field))
    assert.deepEqual(invented, [])
  })
})
