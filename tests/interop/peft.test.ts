// PEFT itself makes adapters, with every option on several architectures. It is installed into .partners/,
// 1.5 GB; LORADEX_PEFT_ADAPTERS says how many there are to be.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { checkAdapter } from '#loradex/adapters/checks/check-adapter.js'
import { metadataTo } from '#loradex/adapters/crosswalk/convert.js'
import { isJsonObject } from '#loradex/kernel/json-value.js'
import { fromPlain } from '#loradex/kernel/plain-json.js'
import { writeJson } from '#loradex/kernel/write-json.js'
import { codeFields, peftFields } from '#loradex/adapters/peft/peft-fields.data.js'
import { writePlainAdapter } from '#loradex/adapters/plain/write-plain-adapter.js'
import { readAdapter } from '#loradex/adapters/read/read-adapter.js'
import { askPython } from '#tools/python-partner.mjs'
import { whyNoPeft } from './why-no-peft.js'

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

const count = env['LORADEX_PEFT_ADAPTERS'] ?? '104'
const skip = whyNoPeft() ?? false

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

interface Reference {
  readonly ids: readonly number[]
  readonly [adapter: string]: readonly number[]
}

describe('trained adapters that were made plain', { skip }, () => {
  it('answer as before, by the log-probabilities that PEFT gave', async () => {
    const root = 'tests/fixtures/peft-adapters-trained'
    const {
      ids,
      base: _,
      ...expected
    } = JSON.parse(readFileSync(join(root, 'ref.json'), 'utf8')) as Reference
    const folder = await mkdtemp(join(tmpdir(), 'peft-plain-'))
    try {
      const names = Object.keys(expected).filter((name) => existsSync(join(root, name)))
      assert.ok(names.includes('rslora') && names.includes('pattern') && names.length >= 8)
      for (const name of names) {
        await mkdir(join(folder, name))
        await writePlainAdapter(await readAdapter(join(root, name)), join(folder, name))
      }
      const answers = askPython('trl', 'peft_answers.py', [
        'tests/fixtures/tiny-base',
        JSON.stringify(ids),
        ...names.map((name) => join(folder, name)),
      ]) as readonly (readonly number[])[]
      for (const [index, name] of names.entries()) {
        const off = (answers[index] ?? []).map((value, at) =>
          Math.abs(value - (expected[name]?.[at] ?? Number.NaN)),
        )
        assert.equal(off.length, ids.length - 1)
        assert.ok(Math.max(...off) < 1e-4, `${name} is off by ${Math.max(...off)}`)
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('PEFT and adapter metadata', { skip }, () => {
  it('make the same LoraConfig of the document and of the config in the crosswalk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'peft-config-'))
    try {
      const cases = readFileSync('docs/spec/adapter-metadata-1.0.cases.json', 'utf8')
      const [core] = (JSON.parse(cases) as { cases: readonly { document: object }[] }).cases
      const document = fromPlain(core?.document)
      assert.ok(isJsonObject(document))
      await writeFile(join(folder, 'metadata.json'), writeJson(document))
      const config = writeJson(metadataTo('adapter_config.json', document))
      await writeFile(join(folder, 'adapter_config.json'), config)
      const made = askPython('trl', 'lora_config.py', [join(folder, 'metadata.json'), folder])
      const expected = {
        r: 8,
        lora_alpha: 16,
        lora_dropout: 0.1,
        target_modules: ['k_proj', 'o_proj', 'q_proj', 'v_proj'],
        task_type: 'CAUSAL_LM',
        kind: 'LoraConfig',
      }
      assert.deepEqual(made, { metadata: expected, config: expected })
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
