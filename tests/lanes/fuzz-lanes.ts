import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { compareLanes } from './compare-lanes.js'
import { createChance } from './chance.js'
import { randomCase } from './random-case.js'
import { damage } from './random-json.js'
import type { Forms } from './random-schema.js'

const ROWS_PER_CASE = 400
const LINE_FEED = Buffer.from('\n')

export interface Fuzz {
  readonly rows: number
  readonly decided: number
  readonly kept: number
  readonly cases: number
  readonly dropped: number
  readonly knownDrops: number
  /** Rows that only the object lane decided, by the kernel's reason for leaving them. */
  readonly left: ReadonlyMap<string, number>
  /** Why how many recipes had no byte lane. */
  readonly reasons: ReadonlyMap<string, number>
  readonly differences: readonly string[]
}

export interface FuzzOptions {
  readonly rows: number
  readonly firstSeed: number
  /** @default all */
  readonly forms?: Forms
}

/** Random recipes and records, the same for the same first seed. */
export function fuzzLanes({ rows, firstSeed, forms = 'all' }: FuzzOptions): Fuzz {
  const left = new Map<string, number>()
  const sum = {
    rows: 0,
    decided: 0,
    kept: 0,
    dropped: 0,
    knownDrops: 0,
    cases: 0,
    reasons: new Map<string, number>(),
  }
  const differences: string[] = []
  for (let seed = firstSeed; sum.rows < rows; seed += 1) {
    const chance = createChance(seed)
    const { recipe: written, record } = randomCase(chance, forms)
    const recipe = checkRecipe(written)
    const { json_schema } = recipe.structured_gen
    const schemaText = json_schema === undefined ? undefined : JSON.stringify(json_schema)
    const lines = Array.from({ length: ROWS_PER_CASE }, () => {
      const text = record()
      return chance.is(0.25) ? withoutLineFeeds(damage(text, chance)) : Buffer.from(text)
    })
    // The first batch meets a kernel that has learned nothing, the second one that has.
    const half = Math.floor(lines.length / 2)
    const batches = [lines.slice(0, half), lines.slice(half)].map((part) =>
      Buffer.concat(part.flatMap((line) => [line, LINE_FEED])),
    )
    const result = compareLanes(recipe, schemaText, batches)
    if ('reason' in result) {
      sum.reasons.set(result.reason, (sum.reasons.get(result.reason) ?? 0) + 1)
      continue
    }
    sum.rows += result.rows
    sum.decided += result.decided
    sum.kept += result.kept
    sum.dropped += result.dropped
    sum.knownDrops += result.knownDrops
    sum.cases += 1
    for (const [why, count] of result.left) left.set(why, (left.get(why) ?? 0) + count)
    differences.push(...result.differences.map((difference) => `seed ${seed}: ${difference}`))
  }
  return { ...sum, left, differences }
}

function withoutLineFeeds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.filter((byte) => byte !== 0x0a))
}
