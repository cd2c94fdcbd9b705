import { isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { LoradexError } from '../kernel/error.js'
import { MAX_VALUES } from '../schema/validate/check-size.js'
import { isSchema } from '../schema/validate/index-schema.js'
import { openSchemaStore } from '../schema/validate/schema-store.js'
import type { AnswerConstraint } from './answer-constraint.js'
import { carrySchemas } from './carry-schemas.js'
import { fitsAll } from './fits-all.js'
import { saidOfMember } from './said-of-member.js'

/**
 * The schema of the answer, out of the schema of samples of the style `instruction_tuning`, which
 * speaks of the instruction as well.
 * @throws `schema.invalid` where it says nothing of an answer in JSON.
 */
export function answerSchema(schema: Json): Extract<AnswerConstraint, { kind: 'schema' }> {
  if (!isSchema(schema)) throw noAnswer(EXPECTED, 'none')
  const store = openSchemaStore(schema, {
    defaultDialect: '2020-12',
    documents: new Map(),
    maxValues: MAX_VALUES,
  })
  const { schemas: said, beyond } = saidOfMember('output', store)
  const nodes = said.filter((node) => node.schema !== true)
  const { schemas, definitions, table, lost } = carrySchemas(nodes, store)
  if (schemas.length === 0) throw noAnswer(EXPECTED, 'none')
  const objects = schemas.filter((each) => isJsonObject(each))
  if (objects.length < schemas.length) throw noAnswer(EXPECTED, 'false')
  if (objects.some((each) => each.get('type') === 'string')) {
    throw noAnswer('an answer in JSON at /properties/output', 'text')
  }
  const dialect = isJsonObject(schema) ? schema.get('$schema') : undefined
  const answer: JsonObject = new Map([
    ...(dialect === undefined ? [] : [['$schema', dialect] as const]),
    ...(definitions.size === 0 ? [] : [[table, definitions] as const]),
    ...fitsAll(objects),
  ])
  const unsent = [...beyond, ...lost].map(
    ({ keyword, pointer }) =>
      `the schema of samples says more of output by ${keyword} at ${pointer}, which is not sent: check what it answers`,
  )
  return { kind: 'schema', schema: answer, unsent }
}

const EXPECTED = 'the schema of an answer at /properties/output'

function noAnswer(expected: string, seen: string): LoradexError {
  const problem = `expected ${expected}, saw ${seen}`
  return new LoradexError('schema.invalid', {
    message: `schema: ${problem}`,
    details: { pointer: '/properties/output', problem },
    hint: 'Name the schema of the answer with --schema, or constrain texts with --regex.',
  })
}
