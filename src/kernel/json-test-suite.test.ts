import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parseJson } from './parse-json.js'
import { writeJson } from './write-json.js'

const suite = '../shared/data/json-test-suite/test_parsing'
const skip = existsSync(suite) ? false : 'JSONTestSuite is not on this machine'

/** Accepted by most parsers, which keep one of the two members; here nothing is lost in silence. */
const refusedOnPurpose = ['y_object_duplicated_key.json', 'y_object_duplicated_key_and_value.json']

describe('JSONTestSuite', { skip }, () => {
  const names = skip === false ? readdirSync(suite) : []

  for (const name of names.filter((candidate) => candidate.startsWith('y_'))) {
    it(`takes ${name} and keeps its value`, () => {
      const bytes = readFileSync(join(suite, name))
      const parsed = parseJson(bytes)
      if (refusedOnPurpose.includes(name)) {
        assert.ok('problem' in parsed && parsed.problem.code === 'duplicate-key')
        return
      }
      assert.ok('value' in parsed)
      assert.deepEqual(JSON.parse(writeJson(parsed.value)), JSON.parse(bytes.toString()))
    })
  }

  for (const name of names.filter((candidate) => candidate.startsWith('n_'))) {
    it(`refuses ${name}`, () => {
      assert.ok('problem' in parseJson(readFileSync(join(suite, name))))
    })
  }

  it('ends with a value or a problem on everything else', () => {
    for (const name of names) {
      const parsed = parseJson(readFileSync(join(suite, name)))
      assert.ok('value' in parsed || parsed.problem.found.length > 0, name)
    }
  })
})
