import { isJsonObject } from '../../../kernel/json-value.js'
import { addError, addMessage, visitPart, type KeywordSite } from '../keyword-site.js'
import { compilePattern } from '../pattern/compile-pattern.js'
import { fieldPath } from '../place.js'
import type { Rule } from '../rule.js'
import { schemaPointer } from '../schema-node.js'
import { countOf, namesOf, requireSchema, schemaNamesOf } from './keyword-value.js'

export function required(site: KeywordSite): Rule {
  const names = namesOf(site)
  return {
    kind: 'object',
    test(value) {
      for (const name of names) if (!value.has(name)) return false
      return true
    },
    report(value, visit) {
      for (const name of names) {
        if (value.has(name)) continue
        const missing = fieldPath({ parent: visit.place, token: name })
        const message = `Missing required field: ${missing}`
        addMessage(site, visit, { place: visit.place, message })
      }
    },
  }
}

export function minProperties(site: KeywordSite): Rule {
  const min = countOf(site)
  return {
    kind: 'object',
    test: (value) => value.size >= min,
    report({ size }, visit) {
      if (size < min) addError(site, visit, `has too few fields (min ${min}, was ${size})`)
    },
  }
}

export function maxProperties(site: KeywordSite): Rule {
  const max = countOf(site)
  return {
    kind: 'object',
    test: (value) => value.size <= max,
    report({ size }, visit) {
      if (size > max) addError(site, visit, `has too many fields (max ${max}, was ${size})`)
    },
  }
}

export function properties(site: KeywordSite): Rule {
  const parts = schemaNamesOf(site).map((name) => ({ name, part: site.compiler.part(site, name) }))
  return {
    kind: 'object',
    test(value, run) {
      for (const { name, part } of parts) {
        const member = value.get(name)
        if (member !== undefined && !part.test(member, run)) return false
      }
      return true
    },
    track(value, run, seen) {
      let isValid = true
      for (const { name, part } of parts) {
        const member = value.get(name)
        if (member === undefined) continue
        seen.properties.add(name)
        isValid = part.test(member, run) && isValid
      }
      return isValid
    },
    report(value, visit) {
      for (const { name, part } of parts) {
        const member = value.get(name)
        if (member !== undefined) part.report(member, visitPart(visit, name))
      }
    },
  }
}

export function patternProperties(site: KeywordSite): Rule {
  const parts = schemaNamesOf(site).map((source) => ({
    matches: patternAt(site, source),
    part: site.compiler.part(site, source),
  }))
  return {
    kind: 'object',
    test(value, run) {
      for (const [name, member] of value) {
        for (const { matches, part } of parts) {
          if (matches(name) && !part.test(member, run)) return false
        }
      }
      return true
    },
    track(value, run, seen) {
      let isValid = true
      for (const [name, member] of value) {
        for (const { matches, part } of parts) {
          if (!matches(name)) continue
          seen.properties.add(name)
          isValid = part.test(member, run) && isValid
        }
      }
      return isValid
    },
    report(value, visit) {
      for (const [name, member] of value) {
        for (const { matches, part } of parts) {
          if (matches(name)) part.report(member, visitPart(visit, name))
        }
      }
    },
  }
}

export function additionalProperties(site: KeywordSite): Rule {
  requireSchema(site)
  const part = site.compiler.part(site)
  const known = knownNames(site)
  const isAdditional = additionalTest(site, known)
  return {
    kind: 'object',
    test(value, run) {
      for (const [name, member] of value) {
        if (isAdditional(name) && !part.test(member, run)) return false
      }
      return true
    },
    track(value, run, seen) {
      let isValid = true
      for (const [name, member] of value) {
        seen.properties.add(name)
        if (isAdditional(name)) isValid = part.test(member, run) && isValid
      }
      return isValid
    },
    report(value, visit) {
      for (const [name, member] of value) {
        if (isAdditional(name)) part.report(member, visitPart(visit, name))
      }
    },
  }
}

function knownNames({ schema, dialect }: KeywordSite): ReadonlySet<string> {
  const declared = dialect.keywords.has('properties') ? schema.get('properties') : undefined
  return new Set(isJsonObject(declared) ? declared.keys() : [])
}

function additionalTest(site: KeywordSite, known: ReadonlySet<string>): (name: string) => boolean {
  const declared = site.schema.get('patternProperties')
  if (!isJsonObject(declared) || declared.size === 0) return (name) => !known.has(name)
  const patterns = Array.from(declared.keys(), (source) =>
    patternAt({ ...site, keyword: 'patternProperties' }, source),
  )
  return (name) => !known.has(name) && !patterns.some((matches) => matches(name))
}

function patternAt({ node, keyword }: KeywordSite, source: string): (text: string) => boolean {
  return compilePattern(source, schemaPointer(node, keyword, source))
}

export function propertyNames(site: KeywordSite): Rule {
  requireSchema(site)
  const part = site.compiler.part(site)
  return {
    kind: 'object',
    test(value, run) {
      for (const name of value.keys()) if (!part.test(name, run)) return false
      return true
    },
    report(value, visit) {
      for (const name of value.keys()) {
        part.report(name, { ...visit, place: { parent: visit.place, token: name, isName: true } })
      }
    },
  }
}
