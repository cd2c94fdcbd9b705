import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { BaseModel } from '#loradex/adapters/base/base-model.js'
import { readBaseModel } from '#loradex/adapters/base/read-base-model.js'
import type { AdapterVerdict } from '#loradex/adapters/checks/check-adapter.js'
import {
  baseFolder,
  fixtureFolders,
  judge,
  loadAdapter,
  metadataOf,
  writeTensors,
  type LoadedAdapter,
} from './adapter-in-memory.js'
import { mutations } from './mutations.js'

/** Its third layer is of another base model. */
const folders = fixtureFolders().filter((folder) => !folder.endsWith('ad_excl'))

/** What each check complains of. */
function complaints({ checks }: AdapterVerdict): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    checks.map(({ check, findings }) => [
      check,
      new Set(
        findings
          .filter(({ severity }) => severity !== 'info')
          .map(({ where, expected, observed }) => `${where} ${expected} ${observed}`),
      ),
    ]),
  )
}

describe('one fault in an adapter', () => {
  let base: BaseModel
  let total = 0
  before(async () => {
    base = await readBaseModel(baseFolder)
  })

  async function verdictOn(adapter: LoadedAdapter, metadata: string): Promise<AdapterVerdict> {
    const weights = writeTensors(adapter.tensors)
    return judge({ config: JSON.stringify(adapter.config), weights, metadata, base })
  }

  for (const folder of folders) {
    it(`is seen, wherever it is in ${folder}`, async () => {
      const adapter = loadAdapter(folder)
      const metadata = await metadataOf(adapter)
      const sound = await verdictOn(adapter, metadata)
      assert.equal(sound.passed, true)
      const usual = complaints(sound)
      const unseen: string[] = []
      for (const mutation of mutations(adapter)) {
        total += 1
        const found = complaints(await verdictOn(mutation.adapter, metadata))
        const isSeen = mutation.seenBy.some((check) =>
          Array.from(found.get(check) ?? []).some((text) => usual.get(check)?.has(text) !== true),
        )
        if (!isSeen) unseen.push(mutation.name)
      }
      assert.deepEqual(unseen, [])
    })
  }

  it('was put into them more than 500 times', () => {
    assert.ok(total >= 500, String(total))
  })
})
