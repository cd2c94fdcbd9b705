import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { checkAdapterMetadata } from '#loradex/adapters/check-metadata.js'
import { readAdapterMetadata } from '#loradex/adapters/read-adapter-metadata.js'
import { fromPlain } from '#loradex/kernel/plain-json.js'
import { parseJsonText } from '#loradex/kernel/parse-json.js'
import { compileSchema } from '#loradex/schema/validate/compile-schema.js'

interface ConformanceCase {
  readonly name: string
  readonly document: unknown
  /** JSON Pointers. */
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  /** No JSON Schema can say it. */
  readonly beyond_schema?: boolean
}

const file = 'docs/spec/adapter-metadata-1.0.cases.json'
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly ConformanceCase[] }
const schema = readFileSync('schemas/adapter-metadata.schema.json', 'utf8')
const validator = compileSchema(parseJsonText(schema) ?? false)

describe('adapter metadata 1.0', () => {
  for (const { name, document, errors, warnings, beyond_schema = false } of cases) {
    it(`${errors.length === 0 ? 'accepts' : 'refuses'} ${name}`, () => {
      const found = checkAdapterMetadata(readAdapterMetadata(JSON.stringify(document)))
      assert.deepEqual([...new Set(found.errors.map(({ pointer }) => pointer))], errors)
      assert.deepEqual(
        found.warnings.map(({ pointer }) => pointer),
        warnings,
      )
      const isValid = validator.accepts(fromPlain(document))
      assert.equal(isValid, errors.length === 0 || beyond_schema)
    })
  }

  it('has as many cases that are refused as there is to refuse', () => {
    const refused = cases.filter(({ errors }) => errors.length > 0)
    assert.ok(refused.length >= 35 && cases.length - refused.length >= 5)
  })
})
