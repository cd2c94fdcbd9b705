import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { run } from '#loradex/export/run.js'
import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { planExport } from '#loradex/recipe/plan-export.js'
import { firstLines } from '#loradex/sinks/first-lines.js'

/** More values than the byte lane numbers before it begins again, and some batches behind them. */
const ROWS = 120_000
const PART_BYTES = 2 ** 24

const recipe = checkRecipe({
  source: { type: 'jsonl', path: 'records.jsonl' },
  style: 'text_completion',
  field_mapping: { text_field: 'text' },
  metadata: { metadata_fields: ['id', 'lang'] },
})

describe('values that group samples', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'category-numbers-'))
    const lines = Array.from({ length: ROWS }, (_, index) => {
      // One of the second half is new, one is not: either tells of a number that was another value's.
      const languages = index < ROWS / 2 ? ['de', 'en', 'en'] : ['de', 'it', 'it']
      const lang = languages[index % 3]
      return JSON.stringify({ text: `Text number ${index}`, id: `i${index}`, lang })
    })
    await writeFile(join(folder, 'records.jsonl'), lines.join('\n'))
  })
  after(() => rm(folder, { recursive: true }))

  it('are told apart when there were more than are remembered', async () => {
    const placed = { recipe, baseFolder: folder, placeOf: () => '' }
    const options = { env: {}, spoolFolder: folder, partBytes: PART_BYTES }
    const { plan } = await planExport(placed, options)
    const { categories, lanes } = await run(plan, { sink: firstLines(0, []) })
    assert.equal(plan.parts.length, 1)
    assert.ok(lanes.bytes > 0.8 * ROWS)
    const [ids, languages] = categories
    assert.deepEqual([ids?.samples, ids?.exact], [ROWS, false])
    assert.deepEqual(languages?.values, [
      { value: 'de', count: ROWS / 3 },
      { value: 'en', count: ROWS / 3 },
      { value: 'it', count: ROWS / 3 },
    ])
  })
})
