import { isJsonArray, isJsonObject } from '../../../kernel/json-value.js'
import { visitPart, type KeywordSite } from '../keyword-site.js'
import type { Rule } from '../rule.js'
import type { Seen } from '../seen.js'
import { requireSchema } from './keyword-value.js'

export function unevaluatedProperties(site: KeywordSite): Rule {
  requireSchema(site)
  const part = site.compiler.part(site)
  return {
    kind: 'unevaluated',
    judge(value, run, seen) {
      if (!isJsonObject(value) || seen.allProperties) return true
      for (const [name, member] of value) {
        if (!seen.properties.has(name) && !part.test(member, run)) return false
      }
      seen.allProperties = true
      return true
    },
    report(value, visit, seen) {
      if (!isJsonObject(value) || seen.allProperties) return
      for (const [name, member] of value) {
        if (!seen.properties.has(name)) part.report(member, visitPart(visit, name))
      }
      seen.allProperties = true
    },
  }
}

export function unevaluatedItems(site: KeywordSite): Rule {
  requireSchema(site)
  const part = site.compiler.part(site)
  return {
    kind: 'unevaluated',
    judge(value, run, seen) {
      if (!isJsonArray(value)) return true
      for (const [index, item] of value.entries()) {
        if (!isSeen(seen, index) && !part.test(item, run)) return false
      }
      seen.firstItems = Infinity
      return true
    },
    report(value, visit, seen) {
      if (!isJsonArray(value)) return
      for (const [index, item] of value.entries()) {
        if (!isSeen(seen, index)) part.report(item, visitPart(visit, index))
      }
      seen.firstItems = Infinity
    },
  }
}

function isSeen(seen: Seen, index: number): boolean {
  return index < seen.firstItems || seen.items.has(index)
}
