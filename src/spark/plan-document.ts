import type { PlannedExport } from '../recipe/plan-export.js'
import type { WorkerPlan } from '../recipe/worker-plan.js'
import { VERSION } from '../recipe/version.js'
import type { SourcePart } from '../sources/source.js'

/** `plan.json`: all that decides the bytes of an export, for a cluster that makes it. Plain JSON, no secret. */
export interface PlanDocument extends Omit<WorkerPlan, 'parts'> {
  readonly format_version: 1
  readonly loradex_version: string
  readonly parts: readonly SourcePart[]
  /** Neighbouring parts that one task makes: index of the first, and how many. */
  readonly tasks: readonly (readonly [first: number, count: number])[]
}

/** One task has so many bytes to read: to start a worker takes as long as to read ten of them. */
const TASK_BYTES = 64 * 1024 * 1024
/** A small export has so many tasks, as far as it has parts. */
const LEAST_TASKS = 16
/** Of a part whose size is in records. */
const BYTES_OF_RECORD = 512

export function planDocument(planned: PlannedExport, baseFolder: string): PlanDocument {
  const { recipe, schemaText, constraint, plan, lane } = planned
  return {
    format_version: 1,
    loradex_version: VERSION,
    digest: plan.digest,
    recipe,
    baseFolder,
    schemaText,
    constraint,
    hasLane: 'createLane' in lane,
    parts: plan.parts,
    tasks: groupParts(plan.parts),
  }
}

/** Depends on the parts alone, so that a later run finds the same tasks. */
function groupParts(parts: readonly SourcePart[]): PlanDocument['tasks'] {
  const sizes = parts.map(bytesOf)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const most = Math.min(TASK_BYTES, Math.ceil(total / LEAST_TASKS))
  const tasks: [number, number][] = []
  let bytes = Infinity
  for (const [part, size] of sizes.entries()) {
    const last = tasks.at(-1)
    if (last && bytes + size <= most) {
      last[1] += 1
      bytes += size
    } else {
      tasks.push([part, 1])
      bytes = size
    }
  }
  return tasks
}

function bytesOf({ size }: SourcePart): number {
  if (size === undefined) return TASK_BYTES
  return size.unit === 'bytes' ? size.amount : size.amount * BYTES_OF_RECORD
}
