import type { Grammar } from '../grammar.js'

export interface NameRules {
  /** What the start rule is called. */
  readonly start: string
  /** One name, as near to the given one as the format allows. */
  readonly spell: (name: string) => string
  readonly taken?: readonly string[]
}

/** A name for every rule of the grammar, no two the same. */
export function ruleNames(
  { start, rules }: Grammar,
  { start: startName, spell, taken = [] }: NameRules,
): ReadonlyMap<string, string> {
  const used = new Set([startName, ...taken])
  const names = new Map([[start, startName]])
  for (const name of rules.keys()) {
    if (name === start) continue
    const base = spell(name)
    let free = base
    for (let number = 2; used.has(free); number += 1) free = spell(`${name}-${number}`)
    used.add(free)
    names.set(name, free)
  }
  return names
}
