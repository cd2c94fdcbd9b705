import { join } from 'node:path'
import { readKept, KEPT_HISTORY, type KeptExport } from '../export/append/kept-export.js'
import type { WorkFolder } from '../export/folder/work-folder.js'
import { HISTORY } from '../export/journal/journal.js'
import { realDisk } from '../disk/real-disk.js'
import type { PlanOptions } from '../sources/source.js'
import { planAfter, planFirst } from './append/plan-after.js'
import type { ExportEvent } from './export-event.js'
import type { PlacedRecipe } from './load-recipe.js'
import {
  planExport,
  type PlanExportOptions,
  type PlannedExport,
  type PlanParts,
} from './plan-export.js'
import {
  assertSameKeys,
  assertSameRecipe,
  assertSameSource,
  type EarlierExport,
} from './resume/assert-same.js'
import {
  copiedParts,
  identityOf,
  recipeIdentity,
  type Appending,
  type ExportIdentity,
} from './resume/export-identity.js'

export interface PlannedInFolder extends PlannedExport {
  readonly identity: ExportIdentity
  /** The export at the target, where this one begins behind it. */
  readonly kept?: KeptExport | undefined
}

export interface PlanInFolderOptions extends Omit<
  PlanExportOptions,
  'spoolFolder' | 'planParts' | 'referenceTime' | 'onRecipe'
> {
  readonly target: string
  readonly append?: boolean
  readonly replace?: boolean
  readonly limit?: number
  readonly onEvent?: ((event: ExportEvent) => void) | undefined
}

interface Earlier extends EarlierExport<ExportIdentity> {
  readonly kept?: KeptExport
}

/** Plans anew, or behind an earlier export: one that was interrupted, or one that is appended to. */
export async function planInFolder(
  loaded: PlacedRecipe,
  options: PlanInFolderOptions,
  folder: WorkFolder,
): Promise<PlannedInFolder> {
  const { limit, onEvent: tell = () => undefined } = options
  const earlier = await earlierExport(options, folder)
  const planned = await planExport(loaded, {
    ...options,
    ...tellOfSource(tell),
    ...(earlier && recipeOf(earlier, limit)),
    planParts: planPartsOf(options, folder, earlier),
    spoolFolder: folder.spool,
    ...(limit !== undefined && { enoughRecords: limit }),
  })
  if (earlier) assertSameKeys(earlier, planned)
  const append = appendingTo(options, earlier)
  const identity = identityOf(planned, { limit, spool: folder.spool, append })
  if (earlier && !earlier.isFinished) assertSameSource(earlier, identity)
  return { ...planned, identity, kept: earlier?.kept }
}

async function earlierExport(
  { target, append = false, replace = false }: PlanInFolderOptions,
  { saved }: WorkFolder,
): Promise<Earlier | undefined> {
  if (saved) return { target, identity: identityIn(saved), isFinished: false }
  if (!append || replace) return undefined
  const kept = await readKept(realDisk, target)
  return kept && { target, identity: identityIn(kept), isFinished: true, kept }
}

function identityIn({ identity }: { readonly identity: unknown }): ExportIdentity {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its checksum says that we wrote it
  return identity as ExportIdentity
}

/** What planning takes over from an earlier export. */
function recipeOf(
  earlier: Earlier,
  limit: number | undefined,
): Pick<PlanExportOptions, 'referenceTime' | 'keySeed' | 'onRecipe'> {
  return {
    keySeed: earlier.identity.key_seed,
    referenceTime: earlier.identity.recipe.weighting.reference_time,
    onRecipe: (facts) => assertSameRecipe(earlier, recipeIdentity(facts, limit)),
  }
}

function planPartsOf(
  { append = false }: PlanInFolderOptions,
  { saved, spool, journal }: WorkFolder,
  earlier: Earlier | undefined,
): PlanParts | undefined {
  if (!earlier) return append ? planFirst : undefined
  const { kept, identity, target, isFinished } = earlier
  const facts = { disk: realDisk, target, isFinished }
  if (kept) {
    const history = { path: join(target, KEPT_HISTORY), bytes: kept.history.bytes }
    return planAfter({ ...facts, parts: identity.parts, history })
  }
  const copied = copiedParts(identity, spool)
  if (copied) return () => Promise.resolve(copied)
  const done = identity.append?.parts ?? 0
  if (done === 0) return undefined
  const history = { path: join(journal, HISTORY), bytes: saved?.historyBytes ?? 0 }
  return planAfter({ ...facts, parts: identity.parts.slice(0, done), history })
}

function appendingTo(
  { append = false }: PlanInFolderOptions,
  earlier: Earlier | undefined,
): Appending | undefined {
  if (earlier?.kept) {
    const { manifest_sha256: after, state } = earlier.kept
    const { read, emitted } = state.assembler.tally
    return { after, parts: earlier.identity.parts.length, read, emitted }
  }
  const begun = append ? { after: null, parts: 0, read: 0, emitted: 0 } : undefined
  return earlier?.identity.append ?? begun
}

function tellOfSource(
  tell: (event: ExportEvent) => void,
): Pick<PlanOptions, 'onSpool' | 'onRetry'> {
  return {
    onSpool: (copied) => tell({ kind: 'copied', ...copied }),
    onRetry: (retry) => tell({ kind: 'retry', ...retry }),
  }
}
