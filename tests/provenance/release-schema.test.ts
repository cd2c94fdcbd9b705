import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { verifyModel } from '#loradex/provenance/index.js'
import { inFolder } from '../end-to-end/in-folder.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { keyPair } from '../signing/signed-folder.js'
import { factsIn, files, passing } from './release-facts.js'

function withSchema(output: object): object {
  const json_schema = { type: 'object', properties: { output } }
  return { ...passing, structured_gen: { enable_schema_validation: true, json_schema } }
}

describe('loradex release of data with a schema', () => {
  it('carries the schema, and holds the next version against it', async () => {
    const recipe = withSchema({ type: 'string', maxLength: 200 })
    await inFolder({ files, recipe }, async (cwd) => {
      await factsIn(cwd, 0)
      const { publicKey } = await keyPair(join(cwd, 'release.key'))
      const release = async (...args: readonly string[]) => {
        const { exitCode, stdout, stderr } = await runLoradex(['release', 'adapter', ...args], {
          cwd,
        })
        const [, said = ''] = /^\w+ +version +(.*(?:\n {12}.*)*)$/mu.exec(stdout) ?? []
        return { exitCode, said, stderr }
      }
      const first = await release('--export', 'out', '--version', '1.2.0', '--key', 'release.key')
      assert.equal(first.exitCode, 0, first.stderr)
      const folder = join(cwd, 'adapter')
      const { files: signed } = await verifyModel({ folder, by: publicKey })
      assert.ok(signed.some(({ name }) => name === 'schema.json'))
      const schema = await readFile(join(folder, 'schema.json'), 'utf8')
      assert.equal(schema, await readFile(join(cwd, 'out/schema.json'), 'utf8'))

      await runLoradex(['publish', 'adapter', '--to', 'dir', '--out', 'before'], { cwd })
      const parent = join('before', 'geo-qa', '1.2.0')
      const step = async (output: object) => {
        const next = { ...withSchema(output), output: { path: 'next' } }
        await writeFile(join(cwd, 'next.json'), JSON.stringify(next))
        const { exitCode, stderr } = await runLoradex(['export', 'next.json', '--force'], { cwd })
        assert.equal(exitCode, 0, stderr)
        const more = ['--parent', parent, '--changelog', 'Other answers', '--dry-run']
        return release('--export', 'next', '--version', '1.3.0', ...more)
      }
      const narrower = await step({ type: 'string', maxLength: 100 })
      assert.equal(narrower.exitCode, 0, narrower.said + narrower.stderr)
      assert.match(narrower.said, /a minor step/u)
      assert.doesNotMatch(narrower.said, /at hand/u)
      const wider = await step({ type: ['string', 'null'], maxLength: 200 })
      assert.equal(wider.exitCode, 3, wider.said)
      assert.match(wider.said, /expected 2\.0\.0 or above, a major step/u)
      const longer = await step({ type: 'string', maxLength: 300 })
      assert.equal(longer.exitCode, 3, longer.said)
      assert.match(longer.said, /expected 2\.0\.0 or above, a major step/u)
    })
  })
})
