import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { isJsonArray, isJsonObject, type Json } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { compileSchema } from './compile-schema.js'
import type { DialectName } from './dialects/dialect-name.js'

const suite = resolve('../shared/data/json-schema-test-suite')
const skip = existsSync(suite) ? false : `the JSON Schema Test Suite is not at ${suite}`

interface Draft {
  readonly folder: string
  readonly dialect: DialectName
  /** Tests that must pass: all required ones, and as many of the others as ever did. */
  readonly required: number
  readonly optional: number
  readonly format: number
}

const drafts: readonly Draft[] = [
  { folder: 'draft4', dialect: 'draft-04', required: 618, optional: 100, format: 219 },
  { folder: 'draft6', dialect: 'draft-06', required: 839, optional: 106, format: 325 },
  { folder: 'draft7', dialect: 'draft-07', required: 927, optional: 118, format: 676 },
  { folder: 'draft2019-09', dialect: '2019-09', required: 1259, optional: 158, format: 757 },
  { folder: 'draft2020-12', dialect: '2020-12', required: 1299, optional: 162, format: 764 },
]

describe('JSON Schema Test Suite', { skip }, () => {
  for (const draft of drafts) {
    const folder = join(suite, 'tests', draft.folder)

    it(`passes all required tests of ${draft.folder}`, () => {
      assertScore(runFolder(folder, draft, false), draft.required)
    })

    it(`passes as many optional tests of ${draft.folder} as before`, () => {
      assertScore(runFolder(join(folder, 'optional'), draft, false), draft.optional)
    })

    it(`passes as many format tests of ${draft.folder} as before`, () => {
      assertScore(runFolder(join(folder, 'optional/format'), draft, true), draft.format)
    })
  }
})

interface Score {
  readonly passed: number
  readonly failures: readonly string[]
}

function assertScore({ passed, failures }: Score, expected: number): void {
  assert.equal(passed, expected, `${passed} passed; these did not:\n${failures.join('\n')}`)
}

function runFolder(folder: string, draft: Draft, assertFormats: boolean): Score {
  const failures: string[] = []
  let passed = 0
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    for (const group of list(readJson(join(folder, name)))) {
      const about = `${name}: ${text(group, 'description')}`
      const outcomes = runGroup(group, {
        draft,
        assertFormats,
        assertContent: name === 'content.json',
      })
      for (const outcome of outcomes) {
        if (outcome === undefined) passed += 1
        else failures.push(`${about}: ${outcome}`)
      }
    }
  }
  return { passed, failures }
}

interface Setting {
  readonly draft: Draft
  readonly assertFormats: boolean
  readonly assertContent: boolean
}

/** What went wrong in each test; undefined for those that passed. */
function runGroup(group: Json, setting: Setting): (string | undefined)[] {
  const { draft, assertFormats, assertContent } = setting
  const tests = list(field(group, 'tests'))
  const defaultDialect = draft.dialect
  try {
    const options = { defaultDialect, assertFormats, assertContent, documents: remotesOf(draft) }
    const validator = compileSchema(field(group, 'schema'), options)
    return tests.map((test) => {
      const isValid = field(test, 'valid')
      const value = field(test, 'data')
      const accepted = validator.accepts(value)
      const errors = validator.errors(value)
      if (accepted !== isValid) return `${text(test, 'description')} (accepts says ${accepted})`
      const agrees = accepted === (errors.length === 0)
      return agrees ? undefined : `${text(test, 'description')} (errors disagrees)`
    })
  } catch (error) {
    return tests.map(() => String(error))
  }
}

const remotes = new Map<string, ReadonlyMap<string, Json>>()

/** Documents of all drafts but those another draft keeps for itself. */
function remotesOf({ folder }: Draft): ReadonlyMap<string, Json> {
  const known = remotes.get(folder)
  if (known !== undefined) return known
  const root = join(suite, 'remotes')
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => name.endsWith('.json'))
  const documents = new Map(
    files.map((name) => [`http://localhost:1234/${name}`, readJson(join(root, name))]),
  )
  remotes.set(folder, documents)
  return documents
}

function readJson(path: string): Json {
  const parsed = parseJson(readFileSync(path))
  assert.ok('value' in parsed, `${path} holds JSON`)
  return parsed.value
}

function field(value: Json, name: string): Json {
  const member = isJsonObject(value) ? value.get(name) : undefined
  assert.ok(member !== undefined, `expected ${name}`)
  return member
}

function list(value: Json): readonly Json[] {
  assert.ok(isJsonArray(value))
  return value
}

function text(value: Json, name: string): string {
  const member = field(value, name)
  assert.ok(typeof member === 'string')
  return member
}
