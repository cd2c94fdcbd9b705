import { isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { LoradexError } from '../kernel/error.js'

/** Members beside the answer's schema that its references may lead to. */
const shared = ['$schema', '$defs', 'definitions']

/**
 * The schema of the answer, out of the schema of samples of the style `instruction_tuning`, which
 * speaks of the instruction as well.
 * @throws `schema.invalid` where it says nothing of an answer in JSON.
 */
export function answerSchema(schema: Json): JsonObject {
  const properties = isJsonObject(schema) ? schema.get('properties') : undefined
  const output = isJsonObject(properties) ? properties.get('output') : undefined
  if (!isJsonObject(schema) || !isJsonObject(output)) {
    throw noAnswer('the schema of an answer at /properties/output', 'none')
  }
  if (output.get('type') === 'string') {
    throw noAnswer('an answer in JSON at /properties/output', 'text')
  }
  const kept = shared.flatMap((key): [string, Json][] => {
    const value = schema.get(key)
    return value === undefined ? [] : [[key, value]]
  })
  return new Map([...kept, ...output])
}

function noAnswer(expected: string, seen: string): LoradexError {
  const problem = `expected ${expected}, saw ${seen}`
  return new LoradexError('schema.invalid', {
    message: `schema: ${problem}`,
    details: { pointer: '/properties/output', problem },
    hint: 'Name the schema of the answer with --schema, or constrain texts with --regex.',
  })
}
