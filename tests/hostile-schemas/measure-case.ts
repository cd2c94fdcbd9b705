import { cpuUsage } from 'node:process'
import { isLoradexError } from '#loradex/kernel/error.js'
import { isQuickToCompile } from '#loradex/schema/apart/quick-to-compile.js'
import { compileSchema, type CompiledSchema } from '#loradex/schema/validate/compile-schema.js'
import type { Json } from '#loradex/kernel/json-value.js'
import type { HostileCase } from './hostile-case.js'

export interface Measured {
  /** What is not as it has to be; empty for a case that passes. */
  readonly faults: readonly string[]
  /** CPU time of the longest single call: to compile, to accept, or to report. */
  readonly longestMs: number
  readonly isRefused: boolean
  /** Nothing bounds the time to compile it: that is for a thread of its own. */
  readonly isLarge: boolean
}

/** Compiles the schema of a case, asks for all its verdicts, and takes the time of each call. */
export function measureCase({ schema: make, refusedAt, verdicts = [] }: HostileCase): Measured {
  const schema = make()
  const isLarge = !isQuickToCompile(schema)
  const faults: string[] = []
  let longestMs = 0
  const timed = <Result>(act: () => Result): Result => {
    const before = cpuUsage()
    try {
      return act()
    } finally {
      const { user, system } = cpuUsage(before)
      longestMs = Math.max(longestMs, (user + system) / 1000)
    }
  }
  const compiled = timed(() => compileOrRefuse(schema))
  if ('refusal' in compiled) {
    const { refusal } = compiled
    if (refusedAt === undefined) faults.push(`refused at ${refusal}`)
    else if (!refusal.startsWith(refusedAt)) faults.push(`refused at ${refusal}, not ${refusedAt}`)
    return { faults, longestMs, isRefused: true, isLarge }
  }
  if (refusedAt !== undefined) faults.push('not refused')
  const { validator } = compiled
  for (const [makeValue, isValid] of verdicts) {
    const value = makeValue()
    if (timed(() => validator.accepts(value)) !== isValid) faults.push(`accepts says ${!isValid}`)
    const errors = timed(() => validator.errors(value))
    if ((errors.length === 0) !== isValid) faults.push(`errors says ${errors.length}`)
  }
  return { faults, longestMs, isRefused: false, isLarge }
}

function compileOrRefuse(
  schema: Json,
): { readonly validator: CompiledSchema } | { readonly refusal: string } {
  try {
    return { validator: compileSchema(schema) }
  } catch (error) {
    if (isLoradexError(error) && 'pointer' in error.details) {
      return { refusal: error.details.pointer }
    }
    throw error
  }
}
