import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { errorAreas } from './error-areas.js'
import type { ErrorCase } from './error-case.js'
import { readGoldens, render, writeGoldens } from './goldens.js'
import { runCase } from './run-case.js'

/** `UPDATE_GOLDENS=1` writes them instead of comparing with them. */
const isUpdate = process.env['UPDATE_GOLDENS'] === '1'

for (const area of errorAreas) {
  describe(`errors of ${area.name}`, { skip: area.skip ?? false }, () => {
    const goldens = readGoldens(area)
    const rendered = new Map(goldens)
    before(async () => area.start?.())
    after(async () => area.stop?.())
    for (const each of area.cases) {
      it(each.name, { skip: each.skip ?? false }, async () => {
        const text = await textOf(each)
        rendered.set(each.name, text)
        if (!isUpdate) assert.equal(text, goldens.get(each.name))
      })
    }
    it('have no golden left over', () => {
      const names = area.cases.map(({ name }) => name)
      if (!isUpdate) assert.deepEqual([...goldens.keys()], names)
      assert.equal(new Set(names).size, names.length, 'names differ')
    })
    after(() => {
      if (isUpdate)
        writeGoldens(
          area,
          area.cases.map(({ name }) => rendered.get(name) ?? ''),
        )
    })
  })
}

async function textOf(each: ErrorCase): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'errors-'))
  try {
    const { files = {}, recipe } = each
    const all = recipe === undefined ? files : { ...files, 'loradex.yaml': recipe }
    for (const [name, content] of Object.entries(all)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), content)
    }
    await each.prepare?.(folder)
    const ended = await runCase(each, folder)
    return render(each, ended)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
