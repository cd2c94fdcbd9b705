import { basename, isAbsolute, relative } from 'node:path'
import type { PlannedExport } from '../recipe/plan-export.js'
import type { Recipe } from '../recipe/recipe.js'
import { LoradexError } from '../kernel/error.js'

/** A file of this machine that has to be where executors see it. */
export interface Copy {
  readonly from: string
  readonly to: string
}

/** The plan with copies of sources in a folder of the cluster's, and what has to be brought there for it. */
export function moveCopies(
  planned: PlannedExport,
  { spoolFolder, folder }: { readonly spoolFolder: string; readonly folder: string },
): { readonly planned: PlannedExport; readonly copies: readonly Copy[] } {
  const copies = new Map<string, Copy>()
  const parts = planned.plan.parts.map((part) => {
    if (!isWithin(spoolFolder, part.path)) return part
    const to = `${folder}/${basename(part.path)}`
    copies.set(part.path, { from: part.path, to })
    // The copy of the copy has a time of its own.
    const { snapshot: _, ...rest } = part
    return { ...rest, path: to }
  })
  return { planned: { ...planned, plan: { ...planned.plan, parts } }, copies: [...copies.values()] }
}

/** @throws `spark.unavailable` for a source that no executor can read. */
export function assertReadable({ source }: Recipe): void {
  if (source.type !== 'sqlite') return
  throw new LoradexError('spark.unavailable', {
    message: `LDX-SPARK-09: expected a source that executors can read, saw ${source.type}, which is a file of one machine`,
    details: { fault: 'LDX-SPARK-09' },
    hint: 'Export it without --engine spark, or name files that all executors see.',
  })
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}
