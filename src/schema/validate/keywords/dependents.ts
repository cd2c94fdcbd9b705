import { isJsonArray } from '../../../kernel/json-value.js'
import { addMessage, type KeywordSite } from '../keyword-site.js'
import { fieldPath } from '../place.js'
import type { Compiled, Rule } from '../rule.js'
import { membersOf, namesOf, requireSchema, schemaNamesOf } from './keyword-value.js'

export function dependentRequired(site: KeywordSite): Rule {
  const needs = Array.from(membersOf(site), ([name, needed]) => ({
    name,
    needed: namesOf(site, needed),
  }))
  return needsRule(site, needs)
}

interface Need {
  readonly name: string
  readonly needed: readonly string[]
}

function needsRule(site: KeywordSite, needs: readonly Need[]): Rule {
  return {
    kind: 'object',
    test(value) {
      for (const { name, needed } of needs) {
        if (value.has(name) && !needed.every((other) => value.has(other))) return false
      }
      return true
    },
    report(value, visit) {
      for (const { name, needed } of needs) {
        if (!value.has(name)) continue
        for (const other of needed) {
          if (value.has(other)) continue
          const missing = fieldPath({ parent: visit.place, token: other })
          const cause = fieldPath({ parent: visit.place, token: name })
          const message = `Missing required field: ${missing} (needed with ${cause})`
          addMessage(site, visit, { place: visit.place, message })
        }
      }
    },
  }
}

export function dependentSchemas(site: KeywordSite): Rule {
  const parts = schemaNamesOf(site).map((name) => ({
    name,
    part: site.compiler.inPlace(site, name),
  }))
  return whenPresent(parts)
}

interface Dependent {
  readonly name: string
  readonly part: Compiled
}

function whenPresent(parts: readonly Dependent[]): Rule {
  return {
    kind: 'object',
    test(value, run) {
      for (const { name, part } of parts)
        if (value.has(name) && !part.test(value, run)) return false
      return true
    },
    track(value, run, seen) {
      let isValid = true
      for (const { name, part } of parts) {
        if (value.has(name)) isValid = part.track(value, run, seen) && isValid
      }
      return isValid
    },
    report(value, visit) {
      for (const { name, part } of parts) if (value.has(name)) part.report(value, visit)
    },
  }
}

/** Both of what 2019-09 split into `dependentRequired` and `dependentSchemas`. */
export function dependencies(site: KeywordSite): readonly Rule[] {
  const needs: Need[] = []
  const parts: Dependent[] = []
  for (const [name, value] of membersOf(site)) {
    if (isJsonArray(value)) needs.push({ name, needed: namesOf(site, value) })
    else {
      requireSchema(site, value)
      parts.push({ name, part: site.compiler.inPlace(site, name) })
    }
  }
  return [needsRule(site, needs), whenPresent(parts)]
}
