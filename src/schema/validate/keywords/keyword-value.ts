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
  throw unexpected(site, { expected: 'a number' })
}

/** The keyword's value, which must be a whole number and not negative; at most 2^53 − 1. */
export function countOf(site: KeywordSite): number {
  const { value } = site
  const isNumber = typeof value === 'number' || value instanceof JsonNumber
  if (!isNumber || !isWhole(value) || compareNumbers(value, 0) < 0) {
    throw unexpected(site, { expected: 'a whole number that is not negative' })
  }
  const count = value instanceof JsonNumber ? Number(value.text) : value
  return Math.min(count, Number.MAX_SAFE_INTEGER)
}

export function textOf(site: KeywordSite): string {
  if (typeof site.value === 'string') return site.value
  throw unexpected(site, { expected: 'a string' })
}

export function flagOf(site: KeywordSite): boolean {
  if (typeof site.value === 'boolean') return site.value
  throw unexpected(site, { expected: 'true or false' })
}

export function namesOf(site: KeywordSite, value: Json = site.value): readonly string[] {
  if (isJsonArray(value) && value.every((name) => typeof name === 'string')) return value
  throw unexpected(site, {
    expected: 'an array of field names',
    seen: value,
    hint: 'List the names in [ ], for example ["output"].',
  })
}

/** The keyword's value, which must be an object; its members are not looked at. */
export function membersOf(site: KeywordSite): JsonObject {
  if (isJsonObject(site.value)) return site.value
  throw unexpected(site, { expected: 'an object', hint: 'Write names and schemas in { }.' })
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
  const hint = 'List the schemas in [ ].'
  if (!isJsonArray(value)) throw unexpected(site, { expected: 'an array of schemas', hint })
  if (value.length === 0) throw unexpected(site, { expected: 'at least one schema', hint })
  for (const member of value) requireSchema(site, member)
  return value.length
}

export function requireSchema(site: KeywordSite, value: Json = site.value): void {
  if (isSchema(value)) return
  throw unexpected(site, { expected: 'a schema (an object, true or false)', seen: value })
}

interface Unexpected {
  readonly expected: string
  /** @default the value of the keyword */
  readonly seen?: Json
  /** @default to write what was expected */
  readonly hint?: string
}

function unexpected(
  site: KeywordSite,
  { expected, seen = site.value, hint = `Write ${expected}.` }: Unexpected,
): Error {
  const isEmpty = isJsonArray(seen) && seen.length === 0
  const isLarge = isJsonObject(seen) || isJsonArray(seen)
  const kind = `an ${isEmpty ? 'empty ' : ''}${jsonKind(seen)}`
  return siteInvalid(
    site,
    `expected ${expected}, saw ${isLarge ? kind : shorten(writeJson(seen))}`,
    hint,
  )
}
