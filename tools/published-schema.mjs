import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { parseJsonText } from '../dist/kernel/parse-json.js'
import { compileSchema } from '../dist/schema/validate/compile-schema.js'

const compiled = new Map()

/** Holds a JSON text against `schemas/<name>.schema.json`. */
export function assertPublished(name, text) {
  let validator = compiled.get(name)
  if (!validator) {
    const schema = readFileSync(`schemas/${name}.schema.json`, 'utf8')
    validator = compileSchema(parseJsonText(schema) ?? false)
    compiled.set(name, validator)
  }
  const value = parseJsonText(text)
  assert.ok(value !== undefined, `expected JSON of ${name}`)
  assert.deepEqual(validator.errors(value), [], `${name} is not as published`)
}
