import {
  isJsonObject,
  isJsonArray,
  jsonKind,
  JsonNumber,
  type Json,
} from '../../../kernel/json-value.js'
import { nearestWord } from '../../../kernel/nearest-word.js'
import { writeJson } from '../../../kernel/write-json.js'
import { createJsonSet } from '../equal-json.js'
import { isWhole } from '../exact-number.js'
import { addError, siteInvalid, type KeywordSite } from '../keyword-site.js'
import { SHOWN_CHARS, shorten } from '../place.js'
import type { Rule } from '../rule.js'

const typeTests: ReadonlyMap<string, (value: Json) => boolean> = new Map([
  ['null', (value) => value === null],
  ['boolean', (value) => typeof value === 'boolean'],
  ['object', (value) => isJsonObject(value)],
  ['array', (value) => Array.isArray(value)],
  ['string', (value) => typeof value === 'string'],
  ['number', (value) => isNumeric(value)],
  ['integer', (value) => isNumeric(value) && isWhole(value)],
])

function isNumeric(value: Json): value is number | JsonNumber {
  return typeof value === 'number' || value instanceof JsonNumber
}

/** Whether a value is of a type, or of one of several, by their names in a schema. */
export function isOfType(value: Json, allowed: Json): boolean {
  const names = isJsonArray(allowed) ? allowed : [allowed]
  return names.some((name) => typeof name === 'string' && (typeTests.get(name)?.(value) ?? false))
}

/** In draft 4 a fraction or an exponent makes a number no integer, even where its value is whole. */
function isIntegerLiteral(value: Json): boolean {
  if (value instanceof JsonNumber) return /^-?\d+$/u.test(value.text)
  return typeof value === 'number' && Number.isInteger(value)
}

export function type(site: KeywordSite): Rule {
  const { value, dialect } = site
  const names = isJsonArray(value) ? value : [value]
  const tests = names.map((name) => {
    const found = typeof name === 'string' ? typeTests.get(name) : undefined
    if (found === undefined) throw unknownType(site, name)
    return name === 'integer' && dialect.name === 'draft-04' ? isIntegerLiteral : found
  })
  const [only] = tests
  const wanted = names.map(String).join(' or ')
  const test =
    only !== undefined && tests.length === 1
      ? only
      : (candidate: Json) => tests.some((accepts) => accepts(candidate))
  return {
    kind: 'any',
    test,
    report(candidate, visit) {
      if (!test(candidate))
        addError(site, visit, `must be ${wanted} (was ${seenKind(candidate, wanted)})`)
    },
  }
}

/** The kind alone would not tell why 1.5 is no integer. */
function seenKind(value: Json, wanted: string): string {
  return isNumeric(value) && wanted.includes('integer')
    ? shorten(writeJson(value))
    : jsonKind(value)
}

function unknownType(site: KeywordSite, name: Json): Error {
  const names = [...typeTests.keys()]
  const seen = shorten(writeJson(name))
  const meant =
    typeof name === 'string' ? (otherNames.get(name) ?? nearestWord(name, names)) : undefined
  if (meant === undefined) {
    return siteInvalid(
      site,
      `expected the name of a type, saw ${seen}`,
      `Use one or more of ${names.join(', ')}.`,
    )
  }
  const problem = `expected the name of a type, saw ${seen}, did you mean "${meant}"?`
  return siteInvalid(site, problem, `Write "${meant}".`)
}

/** What other languages call the types. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['bool', 'boolean'],
  ['date', 'string'],
  ['dict', 'object'],
  ['double', 'number'],
  ['float', 'number'],
  ['list', 'array'],
  ['map', 'object'],
  ['none', 'null'],
  ['text', 'string'],
])

export function enumeration(site: KeywordSite): Rule {
  const { value } = site
  if (!isJsonArray(value)) {
    throw siteInvalid(
      site,
      `expected an array, saw ${jsonKind(value)}`,
      'List the allowed values in [ ].',
    )
  }
  const allowed = createJsonSet(value)
  return {
    kind: 'any',
    test: (candidate) => allowed.has(candidate),
    report(candidate, visit) {
      if (!allowed.has(candidate)) addError(site, visit, `must be one of ${listed(value)}`)
    },
  }
}

export function constant(site: KeywordSite): Rule {
  const allowed = createJsonSet([site.value])
  return {
    kind: 'any',
    test: (candidate) => allowed.has(candidate),
    report(candidate, visit) {
      if (!allowed.has(candidate))
        addError(site, visit, `must be ${shorten(writeJson(site.value))}`)
    },
  }
}

/** As many of the values as fit. */
function listed(values: readonly Json[]): string {
  let text = ''
  for (const value of values) {
    const next = text === '' ? shorten(writeJson(value)) : `${text}, ${writeJson(value)}`
    if (next.length > SHOWN_CHARS) return `${text}, …`
    text = next
  }
  return text
}
