import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fromPlain } from '#loradex/kernel/plain-json.js'
import { compileSchema } from '#loradex/schema/validate/compile-schema.js'

/** A line of `--progress json`. */
export interface ProgressEvent {
  readonly event: string
  readonly elapsed_ms: number
  readonly [key: string]: unknown
}

const schema: unknown = JSON.parse(readFileSync('schemas/progress.schema.json', 'utf8'))
const validator = compileSchema(fromPlain(schema))

/** Every line of stderr as an event, all of which keep the published schema. */
export function readEvents(stderr: string): readonly ProgressEvent[] {
  const lines = stderr.split('\n').slice(0, -1)
  return lines.map((line) => {
    const value: unknown = JSON.parse(line)
    const errors = validator.errors(fromPlain(value)).map(({ message }) => message)
    assert.deepEqual(errors, [], line)
    return value as ProgressEvent
  })
}
