import { compareParts } from '../../export/append/compare-parts.js'
import { partDigests, type HistoryPlace } from '../../export/append/kept-history.js'
import type { Disk } from '../../disk/disk.js'
import { LoradexError } from '../../kernel/error.js'
import type { Source, SourcePart } from '../../sources/source.js'
import type { PlanParts } from '../plan-export.js'
import { refuse, type EarlierExport } from '../resume/assert-same.js'

export interface EarlierParts extends Omit<EarlierExport<unknown>, 'identity'> {
  readonly disk: Disk
  readonly parts: readonly SourcePart[]
  readonly history: HistoryPlace
}

/**
 * Plans what has come since an earlier export, behind the parts of that one.
 * @throws `export.plan-changed` when what that one has read is no longer as it was.
 */
export function planAfter({ disk, parts, history, ...earlier }: EarlierParts): PlanParts {
  return async (source, options) => {
    const growth = await appendable(source).planGrowth(parts, options)
    const { added, toCompare, changes } = growth
    refuse(earlier, changes)
    if (toCompare.size > 0) {
      const digests = await partDigests(disk, history)
      refuse(earlier, await compareParts(source, growth, { digests, signal: options.signal }))
    }
    return { parts: [...parts, ...added], added }
  }
}

/** Plans from the first record, for an export that others will append to. */
export const planFirst: PlanParts = async (source, options) => {
  const parts = await appendable(source).plan(options)
  return { parts, added: parts }
}

type AppendableSource = Source & Required<Pick<Source, 'planGrowth'>>

/** @throws `source.not-appendable` */
function appendable(source: Source): AppendableSource {
  if (isAppendable(source)) return source
  const input = source.id
  throw new LoradexError('source.not-appendable', {
    message: `${input}: expected a source that can tell what is new, saw one that cannot`,
    details: { input },
    hint: 'Name a column that only grows in source.append_by of a database, or export without --append.',
  })
}

function isAppendable(source: Source): source is AppendableSource {
  return source.planGrowth !== undefined
}
