import { join } from 'node:path'
import { readHistory } from '../../export/append/kept-history.js'
import { savedRun } from '../../export/append/continue-export.js'
import { KEPT_HISTORY, readKept } from '../../export/append/kept-export.js'
import { realDisk } from '../../disk/real-disk.js'
import type { RunOptions } from '../../export/run.js'
import type { PlanExportOptions } from '../plan-export.js'
import { assertSameRecipe } from '../resume/assert-same.js'
import { recipeIdentity, type ExportIdentity } from '../resume/export-identity.js'
import { planAfter } from './plan-after.js'

export interface EarlierRun {
  readonly planning: Pick<PlanExportOptions, 'planParts' | 'referenceTime' | 'keySeed' | 'onRecipe'>
  readonly counts: { readonly read: number; readonly emitted: number }
  readonly from: NonNullable<RunOptions['from']>
}

/** What a run that appends begins with, for one that writes nothing; undefined where nothing is there. */
export async function earlierAt(target: string | undefined): Promise<EarlierRun | undefined> {
  if (target === undefined) return undefined
  const kept = await readKept(realDisk, target)
  if (!kept) return undefined
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its checksum says that we wrote it
  const identity = kept.identity as ExportIdentity
  const earlier = { target, identity, isFinished: true }
  const history = { path: join(target, KEPT_HISTORY), bytes: kept.history.bytes }
  const { state } = savedRun(kept, identity)
  const { read, emitted } = state.assembler.tally
  return {
    planning: {
      keySeed: identity.key_seed,
      referenceTime: identity.recipe.weighting.reference_time,
      onRecipe: (facts) => assertSameRecipe(earlier, recipeIdentity(facts, undefined)),
      planParts: planAfter({ disk: realDisk, ...earlier, parts: identity.parts, history }),
    },
    counts: { read, emitted },
    from: { state, replay: (reader) => readHistory(realDisk, history, reader) },
  }
}
