import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { ExportPlan } from '#loradex/export/plan.js'
import { createPartTools, runPart } from '#loradex/export/run-part.js'
import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { planExport } from '#loradex/recipe/plan-export.js'

const recipe = checkRecipe({ source: { type: 'jsonl', path: 'records.jsonl' } })

/** All lines of the first part. */
async function linesOf(plans: ExportPlan): Promise<string> {
  const [part] = plans.parts
  assert.ok(part)
  let lines = ''
  for await (const { candidates } of runPart(plans, part, { tools: createPartTools(plans) })) {
    const { bytes, starts, ends } = candidates
    for (const [index, start] of starts.entries()) {
      lines += Buffer.from(bytes.subarray(start, ends[index])).toString()
    }
  }
  return lines
}

describe('a last line without its end', () => {
  let folder = ''
  let plan: ExportPlan
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'last-line-'))
    const records = ['first', 'second', 'third'].map((word) =>
      JSON.stringify({
        question: `Which word is the ${word} one?`,
        answer: `It is the word ${word}.`,
      }),
    )
    await writeFile(join(folder, 'records.jsonl'), records.join('\n'))
    const placed = { recipe, baseFolder: folder, placeOf: () => '' }
    ;({ plan } = await planExport(placed, { env: {}, spoolFolder: folder }))
  })
  after(() => rm(folder, { recursive: true }))

  it('is read whole, though the lines before it are looked at in the same memory', async () => {
    assert.ok(plan.createLane)
    const { createLane: _createLane, ...byObjects } = plan
    const lines = await linesOf(plan)
    assert.equal(lines.split('\n').length, 4)
    assert.equal(lines, await linesOf(byObjects))
  })
})
