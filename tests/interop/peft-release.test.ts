import assert from 'node:assert/strict'
import { cp, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { askPython } from '#tools/python-partner.mjs'
import { exportIn, inFolder } from '../end-to-end/in-folder.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { files, passing } from '../provenance/release-facts.js'
import { keyPair } from '../signing/signed-folder.js'
import { whyNoPeft } from './why-no-peft.js'

const fixtures = resolve('tests/fixtures')
const base = join(fixtures, 'tiny-base')

describe('PEFT', { skip: whyNoPeft() ?? false }, () => {
  it('loads a release as it loads what training left', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await exportIn(cwd)
      await keyPair(join(cwd, 'release.key'))
      const pairs: string[] = []
      const names = ['plain', 'r16', 'alllin']
      for (const name of names) {
        const before = join(fixtures, 'peft-adapters-trained', name)
        const folder = join(cwd, name)
        await cp(before, folder, { recursive: true })
        const config = join(folder, 'adapter_config.json')
        const said = JSON.parse(await readFile(config, 'utf8')) as object
        const args = ['release', name, '--export', 'out', '--version', '1.0.0', '--base', base]
        const made = await runLoradex([...args, '--key', 'release.key'], { cwd })
        assert.equal(made.exitCode, 0, made.stdout)
        assert.deepEqual(JSON.parse(await readFile(config, 'utf8')), said)
        pairs.push(before, folder)
      }
      const answer = askPython('trl', 'load_release.py', [base, ...pairs])
      const as = { same: true, differs_from_base: true, same_parameters: true }
      assert.deepEqual(
        answer,
        names.map(() => as),
      )
    })
  })
})
