import type { ExportPlan } from '#loradex/export/plan.js'
import type { Digests } from '#loradex/kernel/file-digests.js'
import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { createPipeline } from '#loradex/recipe/create-pipeline.js'
import type { RecordBatch } from '#loradex/records/record-batch.js'
import type { Source } from '#loradex/sources/source.js'

/** Parts of two inputs; of a record some are copies, some are dropped. */
const PARTS = 4
const RECORDS_PER_PART = 3

const settings = {
  source: { type: 'jsonl', path: 'unread' },
  metadata: { metadata_fields: ['topic'] },
  weighting: { enable_weights: true, weight_field: 'weight' },
  quality: { min_text_length: 4, max_text_length: 1_000_000, skip_duplicates: true },
  quality_metrics: { enable_metrics: true, track_per_sample: true },
  structured_gen: { enable_schema_validation: true, json_schema: { required: ['output'] } },
  split: { key: 'question', ratios: { train: 0.6, test: 0.4 } },
  report: { sample_rows: 3, reject_rows: 3 },
}

function recordOf(number: number, padding: string): string {
  // Of 5 records one comes again, one is too short; of 7 one is no JSON.
  const same = number % 5 === 4 ? number - 3 : number
  if (number % 7 === 6) return '{"question":'
  const long = `It is ${'x'.repeat(same % 4)}${same}${padding}.`
  const answer = number % 5 === 2 ? 'no' : long
  const record = { question: `What is ${same}?`, answer, topic: `t${same % 3}`, weight: same / 3 }
  return JSON.stringify(record)
}

function batchOf(records: readonly string[]): RecordBatch {
  const bytes = Buffer.from(records.map((record) => `${record}\n`).join(''))
  let at = 0
  const spans = records.flatMap((record) => {
    const start = at
    at += Buffer.byteLength(record) + 1
    return [start, at - 1]
  })
  const lines = Uint32Array.from(records.keys())
  return { bytes, spans: Uint32Array.from(spans), lines, lineCount: records.length, offset: 0 }
}

interface TinyPlan {
  /** Of the parts. @default all */
  readonly count?: number | undefined
  /** @default tree */
  readonly digests?: Digests | undefined
  /** Characters that answers are longer than they have to be. @default 0 */
  readonly padding?: number
}

/** An export of a dozen records, or fewer parts of them, that goes through everything an export can go through. */
export function tinyPlan({
  count = PARTS,
  digests = 'tree',
  padding = 0,
}: TinyPlan = {}): ExportPlan {
  const more = 'y'.repeat(padding)
  const recipe = checkRecipe({ ...settings, output: { digests } })
  const parts = Array.from({ length: count }, (_, part) => ({
    input: part < PARTS / 2 ? 'a.jsonl' : 'b.jsonl',
    path: '',
    start: part * RECORDS_PER_PART,
    end: (part + 1) * RECORDS_PER_PART,
  }))
  const batches = new Map(
    parts.map(({ start }) => [
      start,
      batchOf(
        Array.from({ length: RECORDS_PER_PART }, (_, index) => recordOf(start + index, more)),
      ),
    ]),
  )
  const source: Source = {
    id: 'tiny',
    plan: () => Promise.resolve(parts),
    async *read({ start }) {
      const batch = batches.get(start)
      if (batch) yield batch
    },
  }
  const schemaText = JSON.stringify(settings.structured_gen.json_schema)
  return { digest: 'tiny', source, parts, pipeline: createPipeline(recipe, schemaText) }
}
