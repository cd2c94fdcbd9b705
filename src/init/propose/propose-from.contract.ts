import assert from 'node:assert/strict'
import { isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { fromPlain, toPlain } from '../../kernel/plain-json.js'
import { checkRecipe } from '../../recipe/check-recipe.js'
import { createPipeline } from '../../recipe/create-pipeline.js'
import { parseRecipe } from '../../recipe/parse-recipe.js'
import type { Recipe } from '../../recipe/recipe.js'
import { columnsOf } from '../columns/columns-of.js'
import { recipeText } from '../write/recipe-text.js'
import type { Proposal } from './proposal.js'
import { proposeRecipe } from './propose-recipe.js'
import { rankCandidates } from './rank-candidates.js'

export interface Proposed extends Proposal {
  /** Read back from the text that would be written. */
  readonly written: Recipe
  readonly text: string
}

/**
 * What is proposed for a source of these records. Whatever they are, the text is a recipe without
 * mistakes, and says what the proposal says.
 */
export function proposeFrom(records: readonly unknown[], isComplete = true): Proposed {
  const objects = records.map((record): JsonObject => {
    const object = fromPlain(record)
    assert.ok(isJsonObject(object))
    return object
  })
  const sample = {
    records: objects,
    damaged: new Map(),
    isComplete,
    isTotalExact: isComplete,
    total: isComplete ? objects.length : objects.length * 10,
  }
  const columns = columnsOf(objects)
  const [best] = rankCandidates(columns, objects)
  assert.ok(best, 'there is a candidate')
  const proposal = proposeRecipe({ sample, columns }, best.candidate, {
    source: { type: 'jsonl', path: 'cases.jsonl' },
    outFolder: 'out',
    schemaFile: 'schema.json',
  })
  const text = recipeText(proposal, sample, { editorSchema: './schema.json', notes: [] })
  const { value, problems } = parseRecipe(Buffer.from(text), 'loradex.yaml')
  assert.deepEqual(problems, [], text)
  assert.deepEqual(value, toPlain(proposal.recipe))
  return { ...proposal, written: checkRecipe(value), text }
}

/** So many records made of a place. */
export function recordsOf(count: number, make: (place: number) => unknown): readonly unknown[] {
  return Array.from({ length: count }, (_, place) => make(place))
}

/** A question and its answer. */
export function asked(n: number): Readonly<Record<'question' | 'answer', string>> {
  return { question: `Why is it so in case ${n}?`, answer: `Because of the case ${n}.` }
}

/** A section of the proposed recipe; empty when there is none. */
export function section(proposed: Proposed, name: string): Readonly<Record<string, unknown>> {
  const value = proposed.recipe.get(name)
  if (!isJsonObject(value)) return {}
  return Object.fromEntries(Array.from(value, ([key, member]) => [key, toPlain(member)]))
}

/** As many of the records as the recipe that is read back would keep. */
export function keptBy({ written }: Proposed, records: readonly unknown[]): number {
  const { style } = createPipeline(written, undefined)
  return records.filter((record) => {
    const object = fromPlain(record)
    return isJsonObject(object) && 'keep' in style.map(object)
  }).length
}
