import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../export/run.js'
import type { Reject } from '../export/reject.js'
import { diskFailure } from '../kernel/disk-failure.js'
import { LoradexError } from '../kernel/error.js'
import { firstLines } from '../sinks/first-lines.js'
import type { PlacedRecipe } from './load-recipe.js'
import { assertDigests } from './append/assert-digests.js'
import { earlierAt } from './append/earlier-at.js'
import { planExport, type PlanExportOptions } from './plan-export.js'

/** What a recipe would do, spelled as `--json` prints it. */
export interface DryRun {
  readonly plan_digest: string
  readonly source: string
  readonly inputs: readonly { readonly input: string; readonly parts: number }[]
  /** Records looked at for the samples. */
  readonly read: number
  readonly emitted: number
  /** First lines of the data, as they would be written. */
  readonly samples: readonly string[]
  readonly rejects: readonly DryRunReject[]
  readonly warnings: readonly string[]
  /** The export that would be appended to; all else is of what would be added. */
  readonly appended_to?: { readonly read: number; readonly emitted: number }
}

export interface DryRunOptions extends Omit<PlanExportOptions, 'spoolFolder' | 'planParts'> {
  /** The export that would be appended to; absent: none. */
  readonly appendTo?: string | undefined
}

/** Without the record itself. */
type DryRunReject = Pick<
  Reject,
  'at' | 'code' | 'rule' | 'observed' | 'allowed' | 'errors' | 'kept'
>

const SAMPLES = 3
const REJECTS_SHOWN = 5
/** Enough to find three samples in, few enough to be done at once. */
const RECORDS_LOOKED_AT = 1000

/**
 * Plans in full, then runs the first records into nothing. Writes only to a temporary folder.
 *
 * @example
 * ```ts
 * import { dryRun, loadRecipe } from 'loradex'
 *
 * const loaded = await loadRecipe('loradex.yaml', { env: process.env })
 * const { inputs, samples, rejects } = await dryRun(loaded, { env: process.env })
 * console.log(inputs, samples, rejects)
 * ```
 */
export async function dryRun(loaded: PlacedRecipe, options: DryRunOptions = {}): Promise<DryRun> {
  const { appendTo } = options
  if (appendTo !== undefined) assertDigests(loaded.recipe, appendTo)
  const spoolFolder = await makeTemporary('loradex-dry-run-')
  try {
    const earlier = await earlierAt(appendTo)
    const { plan, added, warnings } = await planExport(loaded, {
      ...options,
      ...earlier?.planning,
      spoolFolder,
      enoughRecords: RECORDS_LOOKED_AT,
    })
    const rejects: DryRunReject[] = []
    const sink = firstLines(SAMPLES, plan.pipeline.series)
    const { counts, sourceId } = await run(plan, {
      sink,
      limit: RECORDS_LOOKED_AT + (earlier?.counts.read ?? 0),
      from: earlier?.from,
      signal: options.signal,
      onReject: (reject) => {
        if (rejects.length < REJECTS_SHOWN) rejects.push(withoutRecord(reject))
      },
    })
    const inputs = [...new Set(added.map(({ input }) => input))]
    const before = earlier?.counts ?? { read: 0, emitted: 0 }
    return {
      plan_digest: plan.digest,
      source: sourceId,
      inputs: inputs.map((input) => ({
        input,
        parts: added.filter((part) => part.input === input).length,
      })),
      read: counts.read - before.read,
      emitted: counts.emitted - before.emitted,
      samples: sink.lines(),
      rejects,
      warnings,
      ...(earlier && { appended_to: before }),
    }
  } finally {
    await rm(spoolFolder, { recursive: true, force: true })
  }
}

function withoutRecord({ at, code, rule, observed, allowed, errors, kept }: Reject): DryRunReject {
  return {
    at,
    code,
    rule,
    observed,
    allowed,
    ...(errors !== undefined && { errors }),
    ...(kept !== undefined && { kept }),
  }
}

async function makeTemporary(prefix: string): Promise<string> {
  const folder = tmpdir()
  return mkdtemp(join(folder, prefix)).catch((cause: unknown) => {
    const { code, message, details } = diskFailure(folder, cause)
    const hint = 'Name a folder for temporary files that you may write to in TMPDIR.'
    throw new LoradexError(code, { message, details, hint, cause })
  })
}
