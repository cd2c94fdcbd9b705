import { monitorEventLoopDelay } from 'node:perf_hooks'
import { compileApart, type ApartValidator } from '#loradex/schema/index.js'
import { isLoradexError } from '#loradex/kernel/error.js'
import type { Json } from '#loradex/kernel/json-value.js'
import type { HostileCase } from './hostile-case.js'

/** Enough for every case on a slow machine: what it takes is not asked here. */
const LIMITS = { timeoutMs: 120_000, memoryMb: 256 }

export interface MeasuredApart {
  /** As `Measured.faults`. */
  readonly faults: readonly string[]
  /** The longest that nothing else could run in the thread of the caller. */
  readonly callerWaitsMs: number
}

/** As `measureCase`, with the schema in a thread of its own. */
export async function measureApart({
  schema: make,
  refusedAt,
  verdicts = [],
}: HostileCase): Promise<MeasuredApart> {
  const schema = make()
  const values = verdicts.map(([makeValue, isValid]) => [makeValue(), isValid] as const)
  const faults: string[] = []
  // What was made above must not count.
  await new Promise((resolve) => setTimeout(resolve, 5))
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const validator = await compileOrRefuse(schema)
  if (typeof validator === 'string') {
    if (refusedAt === undefined || !validator.startsWith(refusedAt)) {
      faults.push(`refused at ${validator}`)
    }
  } else {
    if (refusedAt !== undefined) faults.push('not refused')
    for (const [value, isValid] of values) {
      const errors = await validator.errors(value)
      if ((errors.length === 0) !== isValid) faults.push(`errors says ${errors.length}`)
    }
    await validator.close()
  }
  delay.disable()
  return { faults, callerWaitsMs: delay.max / 1e6 }
}

async function compileOrRefuse(schema: Json): Promise<ApartValidator | string> {
  try {
    return await compileApart(schema, LIMITS)
  } catch (error) {
    if (isLoradexError(error) && 'pointer' in error.details) return error.details.pointer
    throw error
  }
}
