import type { Json } from '../../../kernel/json-value.js'
import { addError, type KeywordSite } from '../keyword-site.js'
import type { Compiled, Rule, Run, Visit } from '../rule.js'
import { addSeen, nothingSeen, type Seen } from '../seen.js'
import { closestBranch } from './closest-branch.js'
import type { FoundError } from '../found-error.js'
import { requireSchema, schemaCountOf } from './keyword-value.js'

export function allOf(site: KeywordSite): Rule {
  const parts = branches(site)
  return {
    kind: 'any',
    test(value, run) {
      for (const part of parts) if (!part.test(value, run)) return false
      return true
    },
    track(value, run, seen) {
      let isValid = true
      for (const part of parts) isValid = part.track(value, run, seen) && isValid
      return isValid
    },
    report(value, visit) {
      for (const part of parts) part.report(value, visit)
    },
  }
}

export function anyOf(site: KeywordSite): Rule {
  const parts = branches(site)
  return {
    kind: 'any',
    test(value, run) {
      for (const part of parts) if (part.test(value, run)) return true
      return false
    },
    track: (value, run, seen) => trackBranches(parts, { value, run, seen }) > 0,
    report(value, visit) {
      if (parts.some((part) => part.test(value, visit.run))) return
      reportNone(site, parts, { value, visit })
    },
  }
}

export function oneOf(site: KeywordSite): Rule {
  const parts = branches(site)
  return {
    kind: 'any',
    test(value, run) {
      let matches = 0
      for (const part of parts) {
        if (part.test(value, run)) matches += 1
        if (matches > 1) return false
      }
      return matches === 1
    },
    track: (value, run, seen) => trackBranches(parts, { value, run, seen }) === 1,
    report(value, visit) {
      const matches = parts.flatMap((part, index) => (part.test(value, visit.run) ? [index] : []))
      if (matches.length === 1) return
      if (matches.length > 1) {
        const shapes = matches.slice(0, 4).join(', ')
        addError(site, visit, `matches more than one allowed shape (${shapes})`)
        return
      }
      reportNone(site, parts, { value, visit })
    },
  }
}

export function not(site: KeywordSite): Rule {
  requireSchema(site)
  const part = site.compiler.inPlace(site)
  return {
    kind: 'any',
    test: (value, run) => !part.test(value, run),
    report(value, visit) {
      if (part.test(value, visit.run)) addError(site, visit, 'has a shape that is not allowed')
    },
  }
}

/** With `then` and `else`, which mean nothing alone. */
export function conditional(site: KeywordSite): Rule {
  requireSchema(site)
  const condition = site.compiler.inPlace(site)
  const whenTrue = consequence(site, 'then')
  const whenFalse = consequence(site, 'else')
  return {
    kind: 'any',
    test(value, run) {
      if (whenTrue === undefined && whenFalse === undefined) return true
      const chosen = condition.test(value, run) ? whenTrue : whenFalse
      return chosen === undefined || chosen.test(value, run)
    },
    track(value, run, seen) {
      const own = nothingSeen()
      const holds = condition.track(value, run, own)
      if (holds) addSeen(seen, own)
      const chosen = holds ? whenTrue : whenFalse
      return chosen === undefined || chosen.track(value, run, seen)
    },
    report(value, visit) {
      const chosen = condition.test(value, visit.run) ? whenTrue : whenFalse
      chosen?.report(value, visit)
    },
  }
}

function consequence(site: KeywordSite, keyword: 'then' | 'else'): Compiled | undefined {
  const value = site.schema.get(keyword)
  if (value === undefined) return undefined
  const there = { ...site, keyword, value }
  requireSchema(there)
  return site.compiler.inPlace(there)
}

/** Checked with `if`, but its value must be a schema even without. */
export function consequenceAlone(site: KeywordSite): undefined {
  requireSchema(site)
}

function branches(site: KeywordSite): Compiled[] {
  return Array.from({ length: schemaCountOf(site) }, (_, index) =>
    site.compiler.inPlace(site, String(index)),
  )
}

interface Tracked {
  readonly value: Json
  readonly run: Run
  readonly seen: Seen
}

/** How many match; only those count as having looked at anything. */
function trackBranches(parts: readonly Compiled[], { value, run, seen }: Tracked): number {
  let matches = 0
  for (const part of parts) {
    const own = nothingSeen()
    if (!part.track(value, run, own)) continue
    matches += 1
    addSeen(seen, own)
  }
  return matches
}

interface Visited {
  readonly value: Json
  readonly visit: Visit
}

/** One line for all branches, then what is wrong with the closest. */
function reportNone(
  site: KeywordSite,
  parts: readonly Compiled[],
  { value, visit }: Visited,
): void {
  if (parts.length > 1) addError(site, visit, `matches none of ${parts.length} allowed shapes`)
  for (const error of closestBranch(errorsOfEach(parts, { value, visit }), visit.place)) {
    visit.errors.push(error)
  }
}

function* errorsOfEach(
  parts: readonly Compiled[],
  { value, visit }: Visited,
): Generator<readonly FoundError[]> {
  for (const part of parts) {
    const trial: Visit = { ...visit, errors: [] }
    part.report(value, trial)
    yield trial.errors
  }
}
