import assert from 'node:assert/strict'
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { inFolder } from '../end-to-end/in-folder.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { factsIn, files, passing, recipe } from './release-facts.js'

const release = ['release', 'adapter', '--export', 'out', '--version', '1.2.0', '--dry-run']
const showOut = ['lineage', 'show', 'adapter', '--export', 'out']

describe('a release of data that changed', () => {
  it('believes no report but the one that the manifest lists', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      await factsIn(cwd)
      const path = join(cwd, 'out', 'report.json')
      const text = await readFile(path, 'utf8')
      for (const [spoil, seen] of [
        [() => writeFile(path, text.replace('"passed": false', '"passed": true')), /one with /u],
        [() => rm(path), /nothing of that name/u],
      ] as const) {
        await spoil()
        for (const args of [release, ['document', 'out'], showOut]) {
          const { exitCode, stdout, stderr } = await runLoradex(args, { cwd })
          assert.equal(exitCode, 7)
          assert.equal(stdout, '')
          assert.match(
            stderr,
            /^error export\.damaged: out\/report\.json: expected the file that/mu,
          )
          assert.match(stderr, seen)
        }
      }
    })
  })

  it('believes no schema but the one that the manifest lists', async () => {
    const schema = { type: 'object', required: ['output'] }
    const held = { ...passing, structured_gen: { json_schema: schema } }
    await inFolder({ files, recipe: held }, async (cwd) => {
      await factsIn(cwd, 0)
      await appendFile(join(cwd, 'out', 'schema.json'), '\n')
      const { exitCode, stderr } = await runLoradex(release, { cwd })
      assert.equal(exitCode, 7)
      assert.match(stderr, /^error export\.damaged: out\/schema\.json: expected the file that/mu)
    })
  })

  it('says what is wrong with metadata of the export, and needs them where training left none', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await factsIn(cwd, 0)
      const own = join(cwd, 'adapter', 'adapter_metadata.json')
      const path = join(cwd, 'out', 'adapter_metadata.json')
      const build = ['metadata', 'build', 'adapter', '--export', 'out', '--dry-run']
      const said = async (args: readonly string[]) => {
        const { exitCode, stderr } = await runLoradex(args, { cwd })
        return `${exitCode} ${stderr}`
      }
      const text = await readFile(path, 'utf8')
      await writeFile(path, text.slice(0, -20))
      for (const args of [release, build]) {
        assert.match(
          await said(args),
          /^2 error metadata\.invalid: out\/adapter_metadata\.json:\d/u,
        )
      }
      await rm(path)
      assert.match(await said(build), /^0 /u, 'moved to the adapter')
      await rm(own)
      for (const args of [release, build]) {
        assert.match(
          await said(args),
          /^2 error metadata\.unreadable: out\/adapter_metadata\.json: .* saw nothing of that name$/mu,
        )
      }
      await mkdir(own)
      assert.match(await said(release), /^2 error model\.invalid: .* a folder at/u)
    })
  })
})
