import { quantile } from '../../schema/infer/lengths.js'
import type { Evidence } from '../../schema/infer/evidence.js'
import { counted, grouped } from './counted.js'
import type { Measured } from './measure-candidate.js'
import type { ProposedKey } from './proposed-key.js'

/** The defaults of the recipe. */
const DEFAULT_MIN = 10
const DEFAULT_MAX = 8192

/** What the recipe allows at most. */
const HIGHEST_MAX = 67_108_864

/** How much shorter and longer than all that were seen others may be. */
const ROOM = 4

/** Limits that drop none of the lengths that were seen. */
export function proposeQuality(
  { lengths, duplicates, blank, kept }: Measured,
  { isComplete }: Evidence,
): readonly ProposedKey[] {
  const { shortest, longest } = lengths
  const room = isComplete ? 1 : ROOM
  const min = shortest < DEFAULT_MIN * room ? 1 : DEFAULT_MIN
  const max = Math.min(
    HIGHEST_MAX,
    Math.max(DEFAULT_MAX, 2 ** Math.ceil(Math.log2(longest * room))),
  )
  const median = grouped(quantile(lengths, 0.5))
  return [
    {
      key: 'min_text_length',
      value: min,
      reason: `the shortest seen has ${counted(Number.isFinite(shortest) ? shortest : 0, 'character')}, the median ${median}`,
    },
    {
      key: 'max_text_length',
      value: max,
      reason:
        max === DEFAULT_MAX
          ? `the longest seen has ${grouped(longest)}`
          : `the longest seen has ${grouped(longest)}: lower it to what the model can hold`,
    },
    {
      key: 'skip_empty_outputs',
      value: true,
      reason: `${some(blank)} of ${counted(kept, 'sample')} seen ${isOrAre(blank)} blank`,
    },
    {
      key: 'skip_duplicates',
      value: true,
      reason: `${some(duplicates)} of ${counted(kept, 'sample')} seen ${isOrAre(duplicates)} the same as an earlier one`,
    },
  ]
}

function some(count: number): string {
  return count === 0 ? 'none' : grouped(count)
}

function isOrAre(count: number): string {
  return count < 2 ? 'is' : 'are'
}
