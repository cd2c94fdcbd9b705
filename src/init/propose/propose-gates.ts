import type { Evidence } from '../../schema/infer/evidence.js'
import { grouped } from './counted.js'
import type { Measured } from './measure-candidate.js'
import type { ProposedKey } from './proposed-key.js'

/** How much worse than now the data may become. */
const ROOM = 0.05

/**
 * What an export must keep to. How much is dropped is only known when every record was seen, as
 * duplicates may be far apart.
 */
export function proposeGates(
  { records, kept, blank, duplicates }: Measured,
  { isComplete }: Evidence,
): readonly ProposedKey[] {
  const dropped = records - kept + blank + duplicates
  const share = Math.min(1, Math.ceil(100 * (dropped / Math.max(1, records) + ROOM)) / 100)
  return isComplete
    ? [
        {
          key: 'max_drop_rate',
          value: share,
          reason: `${grouped(dropped)} of ${grouped(records)} are dropped now`,
        },
      ]
    : [{ key: 'min_samples', value: 1, reason: 'an export without samples fails' }]
}
