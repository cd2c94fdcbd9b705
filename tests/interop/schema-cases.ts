import { isJsonObject, type JsonObject } from '#loradex/kernel/json-value.js'
import { parseJsonText } from '#loradex/kernel/parse-json.js'
import { fromPlain, type PlainJson } from '#loradex/kernel/plain-json.js'
import { writeJson } from '#loradex/kernel/write-json.js'
import { createRequest } from '#loradex/requests/index.js'
import { compileSchema, createSampler, schemaToGrammar } from '#loradex/schema/index.js'
import { damaged, seededRandom } from '../grammar/damage.js'
import type { EngineCase } from './engine-cases.js'

const item = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] }

/** Schemas of what every one of the engines enforces. */
const schemas: readonly PlainJson[] = [
  closed({ answer: { type: 'string' } }),
  closed({ label: { enum: ['spam', 'ham'] }, sure: { type: 'boolean' } }),
  closed({ n: { type: 'integer' }, x: { type: 'number' }, none: { type: 'null' } }),
  closed({ tags: { type: 'array', items: { type: 'string' } } }),
  closed({ pair: { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 3 } }),
  closed({ items: { type: 'array', items: { ...item, additionalProperties: false } } }),
  closed({ either: { anyOf: [{ type: 'integer' }, { type: 'null' }] } }),
  closed({ kind: { const: 'call' }, name: { enum: ['get', 'put'] } }),
]

function closed(properties: Record<string, PlainJson>): PlainJson {
  const required = Object.keys(properties)
  return { type: 'object', properties, required, additionalProperties: false }
}

/** As `loradex request` sends it. */
function sentSchema(schema: PlainJson): string {
  const constraint = { kind: 'schema', schema: fromPlain(schema) } as const
  const { content } = createRequest('vllm', constraint, { model: 'm', prompt: 'p' })
  const format = 'body' in content ? content.body.get('response_format') : undefined
  const named = isJsonObject(format) ? format.get('json_schema') : undefined
  const sent = (isJsonObject(named) ? named.get('schema') : undefined) as JsonObject
  return writeJson(sent)
}

export function schemaCases(count: number): readonly EngineCase[] {
  return schemas.flatMap((schema, seed) => {
    const random = seededRandom(seed)
    const { grammar } = schemaToGrammar(fromPlain(schema), { isCompact: true })
    const sample = createSampler(grammar, { random })
    const validator = compileSchema(fromPlain(schema))
    const texts = Array.from({ length: count }, () => sample() ?? '')
      // The char level of lm-format-enforcer knows ASCII only, and outlines-core no \u.
      .filter((text) => /^[\x20-\x7e]*$/u.test(text) && !text.includes(String.raw`\u`))
      .filter((text) => text.length < 300)
    const broken = texts
      .map((text) => damaged(text, random))
      .filter((text) => {
        const value = parseJsonText(text)
        return value === undefined || !validator.accepts(value)
      })
    const all = [...texts, ...broken]
    const expected = all.map((_text, index) => index < texts.length)
    const definition = sentSchema(schema)
    return (['xgrammar', 'llguidance', 'outlines-core', 'lm-format-enforcer'] as const).map(
      (engine) => {
        const name = `schema ${seed}`
        return { name, engine, notation: 'json-schema', definition, texts: all, expected } as const
      },
    )
  })
}
