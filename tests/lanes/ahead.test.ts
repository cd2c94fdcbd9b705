import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import type { Candidates } from '#loradex/export/batch-outcome.js'
import type { ExportPlan } from '#loradex/export/plan.js'
import { createPartTools, runPart } from '#loradex/export/run-part.js'
import { serveParts } from '#loradex/export/workers/serve-parts.js'
import {
  batchesAhead,
  LEAST_AHEAD,
  type FromWorker,
} from '#loradex/export/workers/worker-messages.js'
import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { planExport } from '#loradex/recipe/plan-export.js'
import { until } from '../until.js'

const RECORDS = 4000
const PART_BYTES = 9000
const AHEAD = batchesAhead(1000)

const recipe = checkRecipe({
  source: { type: 'jsonl', path: 'records.jsonl' },
  quality: { max_text_length: 20_000_000 },
})

/** Some shapes are new to a part, so that both lanes take rows of nearly every batch. */
function recordOf(index: number): string {
  return JSON.stringify({
    question: `How much is ${index} + 1?`,
    answer: `It is ${index + 1}, \u00e4 ${'!'.repeat(index % 61)}`,
    ...(index % 13 === 0 && { [`note ${index % 3}`]: index }),
  })
}

function linesOf({ bytes, starts, ends }: Candidates): string {
  return Array.from(starts, (start, index) =>
    Buffer.from(bytes.subarray(start, ends[index])).toString(),
  ).join('')
}

describe('a thread that runs parts', () => {
  let folder = ''
  let plan: ExportPlan
  const expected: string[] = []
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ahead-'))
    const lines = Array.from({ length: RECORDS }, (_, index) => recordOf(index))
    await writeFile(join(folder, 'records.jsonl'), lines.join('\n'))
    const placed = { recipe, baseFolder: folder, placeOf: () => '' }
    ;({ plan } = await planExport(placed, {
      env: {},
      spoolFolder: folder,
      partBytes: PART_BYTES,
    }))
    const tools = createPartTools(plan)
    for (const part of plan.parts) {
      for await (const { candidates } of runPart(plan, part, { tools })) {
        expected.push(linesOf(candidates))
      }
    }
  })
  after(() => rm(folder, { recursive: true }))

  it('goes ahead as far as it may, and leaves as they are the batches that nobody has done with', async () => {
    assert.ok(expected.length > 2 * AHEAD)
    const { port1, port2 } = new MessageChannel()
    const waiting: Candidates[] = []
    let failure: unknown
    let hasEnded = false
    port2.on('message', (message: FromWorker) => {
      if (message.kind === 'batch') waiting.push(message.outcome.candidates)
      if (message.kind === 'failed') failure = message.failure
    })
    const ordinals = [...plan.parts.keys()]
    const serving = serveParts(port1, plan, { ordinals, mostAhead: AHEAD })
    port2.once('close', () => (hasEnded = true))
    const seen: string[] = []
    await until('as many batches as it may have', () => waiting.length === AHEAD)
    for (let turns = 0; turns < 50; turns += 1) await turn()
    assert.equal(waiting.length, AHEAD)
    while (seen.length < expected.length) {
      await until('a batch', () => waiting.length > 0 || hasEnded)
      // The oldest one, which has lain there longest.
      const oldest = waiting.shift()
      assert.ok(oldest, `expected ${expected.length} batches, saw ${seen.length}`)
      seen.push(linesOf(oldest))
      port2.postMessage('batch-used')
      if (seen.length + AHEAD < expected.length) {
        await until('the next batch', () => waiting.length === AHEAD)
      }
    }
    await serving
    port2.close()
    assert.equal(failure, undefined)
    assert.deepEqual(seen, expected)
  })
})

describe('a thread that runs parts of large records', () => {
  it('goes ahead by few of them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ahead-'))
    try {
      const large = JSON.stringify({ question: 'How long?', answer: 'x'.repeat(12_000_000) })
      await writeFile(join(folder, 'records.jsonl'), `${large}\n`.repeat(5))
      const placed = { recipe, baseFolder: folder, placeOf: () => '' }
      const { plan } = await planExport(placed, { env: {}, spoolFolder: folder })
      const { port1, port2 } = new MessageChannel()
      let batches = 0
      port2.on('message', ({ kind }: FromWorker) => {
        if (kind === 'batch') batches += 1
      })
      const serving = serveParts(port1, plan, {
        ordinals: [...plan.parts.keys()],
        mostAhead: AHEAD,
      })
      await until('as many batches as it may have', () => batches === LEAST_AHEAD)
      await pause(200)
      assert.equal(batches, LEAST_AHEAD)
      for (let used = 0; used < 5; used += 1) port2.postMessage('batch-used')
      await serving
      await until('all batches', () => batches === 5)
      port2.close()
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('batchesAhead', () => {
  it('is a few for one thread, and most of a part for many', () => {
    assert.deepEqual([1, 2, 3, 4, 8, 64].map(batchesAhead), [3, 7, 9, 9, 10, 11])
  })
})
