import { isJsonArray } from '../../../kernel/json-value.js'
import { createJsonSet } from '../equal-json.js'
import { addError, visitPart, type KeywordSite } from '../keyword-site.js'
import type { Compiled, Rule } from '../rule.js'
import { countOf, flagOf, requireSchema, schemaCountOf } from './keyword-value.js'

export function minItems(site: KeywordSite): Rule {
  const min = countOf(site)
  return {
    kind: 'array',
    test: (value) => value.length >= min,
    report({ length }, visit) {
      if (length < min) addError(site, visit, `has too few items (min ${min}, was ${length})`)
    },
  }
}

export function maxItems(site: KeywordSite): Rule {
  const max = countOf(site)
  return {
    kind: 'array',
    test: (value) => value.length <= max,
    report({ length }, visit) {
      if (length > max) addError(site, visit, `has too many items (max ${max}, was ${length})`)
    },
  }
}

export function uniqueItems(site: KeywordSite): Rule | undefined {
  if (!flagOf(site)) return undefined
  return {
    kind: 'array',
    test(value) {
      if (value.length < 2) return true
      const seen = createJsonSet()
      return value.every((item) => seen.add(item))
    },
    report(value, visit) {
      const seen = createJsonSet()
      const repeated = value.findIndex((item) => !seen.add(item))
      if (repeated >= 0)
        addError(site, visit, `must not repeat items (item ${repeated} is a repeat)`)
    },
  }
}

/** The list form gives each position a schema and leaves the rest to `additionalItems`. */
export function items(site: KeywordSite): Rule {
  const { value, schema, dialect } = site
  if (isJsonArray(value) && dialect.name !== '2020-12') return positions(site, value.length)
  requireSchema(site)
  const prefix = dialect.keywords.has('prefixItems') ? schema.get('prefixItems') : undefined
  return rest(site, isJsonArray(prefix) ? prefix.length : 0)
}

export function prefixItems(site: KeywordSite): Rule {
  return positions(site, schemaCountOf(site))
}

export function additionalItems(site: KeywordSite): Rule | undefined {
  requireSchema(site)
  const listed = site.schema.get('items')
  return isJsonArray(listed) ? rest(site, listed.length) : undefined
}

function positions(site: KeywordSite, count: number): Rule {
  const parts: Compiled[] = Array.from({ length: count }, (_, index) => {
    if (isJsonArray(site.value)) requireSchema(site, site.value[index])
    return site.compiler.part(site, String(index))
  })
  return {
    kind: 'array',
    test: (value, run) =>
      parts.every((part, index) => {
        const item = value[index]
        return item === undefined || part.test(item, run)
      }),
    track(value, run, seen) {
      seen.firstItems = Math.max(seen.firstItems, count)
      return this.test(value, run)
    },
    report(value, visit) {
      for (const [index, part] of parts.entries()) {
        const item = value[index]
        if (item !== undefined) part.report(item, visitPart(visit, index))
      }
    },
  }
}

function rest(site: KeywordSite, from: number): Rule {
  const part = site.compiler.part(site)
  return {
    kind: 'array',
    test(value, run) {
      for (let index = from; index < value.length; index += 1) {
        const item = value[index]
        if (item !== undefined && !part.test(item, run)) return false
      }
      return true
    },
    track(value, run, seen) {
      seen.firstItems = Infinity
      return this.test(value, run)
    },
    report(value, visit) {
      for (const [index, item] of value.entries()) {
        if (index >= from) part.report(item, visitPart(visit, index))
      }
    },
  }
}

/** With `minContains` and `maxContains`, which mean nothing alone. */
export function contains(site: KeywordSite): Rule {
  requireSchema(site)
  const part = site.compiler.part(site)
  const { min, max } = containsLimits(site)
  const marks = site.dialect.name === '2020-12'
  const asksForCount = site.dialect.keywords.has('minContains') && site.schema.has('minContains')
  return {
    kind: 'array',
    test(value, run) {
      let found = 0
      for (const item of value) {
        if (part.test(item, run)) found += 1
        if (found >= min && max === Infinity) return true
        if (found > max) return false
      }
      return found >= min
    },
    track(value, run, seen) {
      let found = 0
      for (const [index, item] of value.entries()) {
        if (!part.test(item, run)) continue
        found += 1
        if (marks) seen.items.add(index)
      }
      return found >= min && found <= max
    },
    report(value, visit) {
      const found = value.filter((item) => part.test(item, visit.run)).length
      if (found < min) {
        const blamed = asksForCount ? { ...site, keyword: 'minContains' } : site
        addError(blamed, visit, `has too few matching items (min ${min}, was ${found})`)
      }
      if (found > max) {
        const limit = { ...site, keyword: 'maxContains' }
        addError(limit, visit, `has too many matching items (max ${max}, was ${found})`)
      }
    },
  }
}

function containsLimits(site: KeywordSite): { readonly min: number; readonly max: number } {
  const { schema, dialect } = site
  const min = dialect.keywords.has('minContains') ? schema.get('minContains') : undefined
  const max = dialect.keywords.has('maxContains') ? schema.get('maxContains') : undefined
  return {
    min: min === undefined ? 1 : countOf({ ...site, keyword: 'minContains', value: min }),
    max: max === undefined ? Infinity : countOf({ ...site, keyword: 'maxContains', value: max }),
  }
}

/** Checked with `contains`, but its value must be right even without. */
export function containsLimit(site: KeywordSite): undefined {
  countOf(site)
}
