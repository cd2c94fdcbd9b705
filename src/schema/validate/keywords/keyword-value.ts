import { isJsonArray, isJsonObject, jsonKind, JsonNumber } from '../../../kernel/json-value.js'
import type { Json, JsonObject } from '../../../kernel/json-value.js'
import { writeJson } from '../../../kernel/write-json.js'
import { compareNumbers, isWhole, type JsonNumeric } from '../exact-number.js'
import { isSchema } from '../index-schema.js'
import { siteInvalid, type KeywordSite } from '../keyword-site.js'
import { shorten } from '../place.js'

/** The keyword's value, which must be a number. */
export function numberOf(site: KeywordSite): JsonNumeric {
  const { value } = site
  if (typeof value === 'number' || value instanceof JsonNumber) return value
  throw unexpected(site, 'a number')
}

/** The keyword's value, which must be a whole number and not negative; at most 2^53 − 1. */
export function countOf(site: KeywordSite): number {
  const { value } = site
  const isNumber = typeof value === 'number' || value instanceof JsonNumber
  if (!isNumber || !isWhole(value) || compareNumbers(value, 0) < 0) {
    throw unexpected(site, 'a whole number that is not negative')
  }
  const count = value instanceof JsonNumber ? Number(value.text) : value
  return Math.min(count, Number.MAX_SAFE_INTEGER)
}

export function textOf(site: KeywordSite): string {
  if (typeof site.value === 'string') return site.value
  throw unexpected(site, 'a string')
}

export function flagOf(site: KeywordSite): boolean {
  if (typeof site.value === 'boolean') return site.value
  throw unexpected(site, 'true or false')
}

export function namesOf(site: KeywordSite, value: Json = site.value): readonly string[] {
  if (isJsonArray(value) && value.every((name) => typeof name === 'string')) return value
  throw unexpected(site, 'an array of field names', value)
}

/** The keyword's value, which must be an object; its members are not looked at. */
export function membersOf(site: KeywordSite): JsonObject {
  if (isJsonObject(site.value)) return site.value
  throw unexpected(site, 'an object')
}

/** The keyword's value, which must be an object of schemas. */
export function schemaNamesOf(site: KeywordSite): string[] {
  const members = membersOf(site)
  for (const member of members.values()) requireSchema(site, member)
  return [...members.keys()]
}

/** How many schemas the keyword's value lists; it must be an array of at least one. */
export function schemaCountOf(site: KeywordSite): number {
  const { value } = site
  if (!isJsonArray(value)) throw unexpected(site, 'an array of schemas')
  if (value.length === 0) throw unexpected(site, 'at least one schema')
  for (const member of value) requireSchema(site, member)
  return value.length
}

export function requireSchema(site: KeywordSite, value: Json = site.value): void {
  if (!isSchema(value)) throw unexpected(site, 'a schema (an object, true or false)', value)
}

function unexpected(site: KeywordSite, expected: string, seen: Json = site.value): Error {
  const isLarge = isJsonObject(seen) || isJsonArray(seen)
  const shown = isLarge ? `an ${jsonKind(seen)}` : shorten(writeJson(seen))
  return siteInvalid(site, `expected ${expected}, saw ${shown}`, `Correct "${site.keyword}".`)
}
