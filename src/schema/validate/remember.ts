import type { Json } from '../../kernel/json-value.js'
import type { Compiled, Run, Verdict } from './rule.js'
import { addSeen, nothingSeen, type Seen } from './seen.js'

/**
 * References followed in one validation before verdicts are remembered. A schema that checks one
 * part of a value in two branches, each of which does so again below, would take 2^depth steps;
 * with memory it takes as many as there are pairs of schema and part.
 */
const FREE_STEPS = 20_000

/** Counts a step; whether there have been so many that memory pays. */
export function isDear(run: Run): boolean {
  run.steps += 1
  return run.steps > FREE_STEPS && run.scope?.outer === undefined
}

export function testOnce(target: Compiled, value: Json, run: Run): boolean {
  const verdicts = verdictsOf(target, run)
  const known = verdicts.get(value)
  if (known !== undefined) return known.isValid
  const isValid = target.test(value, run)
  verdicts.set(value, { isValid })
  return isValid
}

export function trackOnce(
  target: Compiled,
  value: Json,
  { run, seen }: { readonly run: Run; readonly seen: Seen },
): boolean {
  const verdicts = verdictsOf(target, run)
  let known = verdicts.get(value)
  if (known?.seen === undefined) {
    const own = nothingSeen()
    known = { isValid: target.track(value, run, own), seen: own }
    verdicts.set(value, known)
  }
  addSeen(seen, known.seen ?? nothingSeen())
  return known.isValid
}

function verdictsOf(target: Compiled, run: Run): Map<Json, Verdict> {
  run.memory ??= new Map()
  const known = run.memory.get(target)
  if (known !== undefined) return known
  const verdicts = new Map<Json, Verdict>()
  run.memory.set(target, verdicts)
  return verdicts
}
