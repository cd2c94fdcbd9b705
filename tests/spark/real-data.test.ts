// LORADEX_SPARK=1: instructions, evaluations and German laws by a standalone cluster.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { env } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { inFolder } from '../end-to-end/in-folder.js'
import { assertSameExport, exportHere, exportOnSpark } from './compare-engines.js'
import { startStandalone, type Standalone } from './standalone.js'

const skip =
  env['LORADEX_SPARK'] !== '1'
    ? 'LORADEX_SPARK=1 takes some minutes'
    : existsSync('../shared/data')
      ? false
      : 'needs ../shared/data'

describe('real data by a standalone cluster', { skip }, () => {
  let cluster: Standalone
  before(async () => (cluster = await startStandalone()))
  after(() => cluster.stop())

  for (const name of ['self-instruct', 'evals', 'gesetze-instruction']) {
    it(`is the same: ${name}`, () =>
      inFolder({ recipe: '' }, async (folder) => {
        const recipe = resolve(`tests/real-data/recipes/${name}.yaml`)
        const [local, spark] = [join(folder, 'local'), join(folder, 'spark')]
        const here = await exportHere(folder, [recipe, '--out', local])
        assert.equal(here.exitCode, 0, here.stderr)
        const there = await exportOnSpark(folder, cluster.master, [recipe, '--out', spark])
        assert.equal(there.exitCode, 0, there.stderr)
        await assertSameExport(local, spark)
      }))
  }
})
