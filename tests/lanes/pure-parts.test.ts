import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Candidates } from '#loradex/export/batch-outcome.js'
import { encodeStates } from '#loradex/export/metric-states.js'
import type { ExportPlan } from '#loradex/export/plan.js'
import { createPartTools, runPart } from '#loradex/export/run-part.js'
import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { planExport } from '#loradex/recipe/plan-export.js'

const PART_BYTES = 30_000

function copied(candidates: Candidates): unknown {
  const columns = Object.entries(candidates).map(([name, column]: [string, unknown]) => [
    name,
    ArrayBuffer.isView(column)
      ? Buffer.copyBytesFrom(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
      : column,
  ])
  return Object.fromEntries(columns)
}
const recipe = checkRecipe({
  source: { type: 'jsonl', path: 'records.jsonl' },
  weighting: { enable_weights: true },
  split: { key: 'question', ratios: { train: 0.9, test: 0.1 } },
  metadata: { metadata_fields: ['tags', 'lang', 'note'] },
  structured_gen: {
    enable_schema_validation: true,
    reject_invalid_samples: false,
    json_schema: { properties: { output: { maxLength: 60 } } },
  },
})

/** Shapes, tags and texts that some parts have and others have not. */
function recordOf(index: number): string {
  return JSON.stringify({
    question: `How much is ${index} + ${index % 7}?`,
    answer:
      index % 50 === 0 ? '' : `It is ${index + (index % 7)}, \u00e4 ${'!'.repeat(index % 61)}`,
    tags: index % 11 === 0 ? [index % 13] : [`t${index % 5}`],
    ...(index % 3 === 0 && { lang: index % 2 === 0 ? 'de' : null }),
    ...(index > 700 && { note: { of: index % 17 === 0 ? 1.5 : index } }),
  })
}

describe('a part', () => {
  let folder = ''
  let plan: ExportPlan
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pure-parts-'))
    const lines = Array.from({ length: 1400 }, (_, index) => recordOf(index))
    await writeFile(join(folder, 'records.jsonl'), lines.join('\n'))
    const placed = { recipe, baseFolder: folder, placeOf: () => '' }
    const options = { env: {}, spoolFolder: folder, partBytes: PART_BYTES }
    ;({ plan } = await planExport(placed, options))
  })
  after(() => rm(folder, { recursive: true }))

  /** All that comes out of some parts, which share a lane. */
  async function resultsOf(parts: readonly number[]): Promise<readonly unknown[]> {
    assert.ok(plan.createLane)
    const tools = createPartTools(plan)
    const results: unknown[] = []
    for (const part of parts) {
      const sourcePart = plan.parts[part]
      assert.ok(sourcePart)
      const running = runPart(plan, sourcePart, { tools })
      for (;;) {
        const step = await running.next()
        if (step.done === true) {
          const { recordsSha256, states } = step.value
          results.push({ part, recordsSha256, states: encodeStates(plan.pipeline.metrics, states) })
          break
        }
        // Which lane explains a drop depends on what was explained before.
        const { lanes: _, ...outcome } = step.value
        // The memory of its columns is used again.
        results.push(structuredClone({ ...outcome, candidates: copied(outcome.candidates) }))
      }
    }
    return results
  }

  it('comes to the same whatever the thread has run before it', async () => {
    assert.ok(plan.parts.length > 4)
    const ordinals = [...plan.parts.keys()]
    const apart = await Promise.all(ordinals.map((part) => resultsOf([part])))
    assert.deepEqual(await resultsOf(ordinals), apart.flat())
    assert.deepEqual(await resultsOf(ordinals.toReversed()), apart.toReversed().flat())
  })
})
