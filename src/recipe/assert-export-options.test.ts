import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertExportOptions } from './assert-export-options.js'
import { checkRecipe } from './check-recipe.js'
import { exportRecipe } from './export-recipe.js'

const target = 'out'

describe('the options of an export', () => {
  it('are refused where they mean nothing, with their name', () => {
    for (const [options, message] of [
      [{ target: '' }, 'target: expected a folder, saw an empty text'],
      [{ target: undefined }, 'target: expected a folder, saw undefined'],
      [{ target, limit: 1.5 }, 'limit: expected a whole number of at least 0, saw 1.5'],
      [{ target, limit: Number.NaN }, 'limit: expected a whole number of at least 0, saw NaN'],
      [{ target, workers: -1 }, 'workers: expected a whole number of at least 0, saw -1'],
      [{ target, dedupMemory: -1 }, 'dedupMemory: expected a whole number of at least 0, saw -1'],
      [{ target, checkpointMs: -1 }, 'checkpointMs: expected a whole number of at least 0, saw -1'],
    ] as const) {
      assert.throws(() => assertExportOptions(options), { code: 'usage.invalid', message })
    }
  })

  it('are taken at the bounds, and where they are absent', () => {
    assertExportOptions({ target })
    assertExportOptions({ target, limit: 0, workers: 0, dedupMemory: 0, checkpointMs: null })
    assertExportOptions({ target, limit: Infinity, checkpointMs: Infinity })
  })

  it('are looked at before the source is', async () => {
    const recipe = checkRecipe({ source: { type: 'jsonl', path: 'nowhere.jsonl' } })
    const exporting = exportRecipe({ recipe, baseFolder: '.' }, { target, limit: 1.5 })
    await assert.rejects(exporting, { code: 'usage.invalid' })
  })
})
