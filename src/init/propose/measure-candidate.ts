import { createPipeline } from '../../recipe/create-pipeline.js'
import { checkRecipe } from '../../recipe/check-recipe.js'
import { countCodePoints } from '../../kernel/code-points.js'
import type { JsonObject } from '../../kernel/json-value.js'
import { writeJson } from '../../kernel/write-json.js'
import type { DropCode } from '../../records/verdict.js'
import { addValue } from '../../schema/infer/add-value.js'
import { addLength, noLengths, type Lengths } from '../../schema/infer/lengths.js'
import { emptyShape, type Shape } from '../../schema/infer/shape.js'
import type { Candidate } from './candidate.js'

/** What becomes of records when they are mapped as a candidate says; no other check drops any. */
export interface Measured {
  readonly records: number
  readonly kept: number
  /** Reject code → records. */
  readonly dropped: ReadonlyMap<DropCode, number>
  /** Kept, but the same as an earlier one. */
  readonly duplicates: number
  /** Kept, but with nothing to produce. */
  readonly blank: number
  /** Of the texts to be produced that are not blank, in code points. */
  readonly lengths: Lengths
  /** Of the samples without weight and metadata. */
  readonly shape: Shape
}

export function measureCandidate(candidate: Candidate, records: readonly JsonObject[]): Measured {
  const { style } = createPipeline(
    checkRecipe({
      source: { type: 'stdin' },
      style: candidate.style,
      field_mapping: fieldMapping(candidate),
    }),
    undefined,
  )
  const [lengths, shape] = [noLengths(), emptyShape()]
  const dropped = new Map<DropCode, number>()
  const seen = new Set<string>()
  let [kept, blank] = [0, 0]
  for (const record of records) {
    const verdict = style.map(record)
    if ('drop' in verdict) {
      dropped.set(verdict.drop.code, (dropped.get(verdict.drop.code) ?? 0) + 1)
      continue
    }
    const { content, produced } = verdict.keep
    kept += 1
    addValue(shape, content)
    seen.add(writeJson(content))
    if (produced.trim() === '') blank += 1
    else addLength(lengths, countCodePoints(produced))
  }
  const duplicates = kept - seen.size
  return { records: records.length, kept, dropped, duplicates, blank, lengths, shape }
}

/** The section of the recipe. */
export function fieldMapping({ fields }: Candidate): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map(({ field, source }) => [field, source]))
}
