import type { JsonObject } from '../kernel/json-value.js'
import type { AnswerConstraint } from './answer-constraint.js'
import { checkKeywords } from './check-keywords.js'
import type { EngineName } from './engine.js'
import { engines } from './engines.data.js'
import { outlinesSnippet, schemaText } from './outlines-snippet.js'
import { schemaBody, textBody, type Ask } from './request-body.js'
import { writeNotation } from './write-notation.js'

export interface EngineRequest {
  readonly engine: EngineName
  /** Of the engine, as far as is known what it does. */
  readonly version: string
  readonly source: string
  readonly endpoint: string
  /** How the constraint is written there. */
  readonly notation: 'json-schema' | 'regex' | 'lark' | 'ebnf' | 'gbnf'
  /** What to send, or the Python to run. */
  readonly content: { readonly body: JsonObject } | { readonly code: string }
  /** What the engine does not enforce, or is not asked to; one line each. */
  readonly warnings: readonly string[]
}

/**
 * What makes the engine enforce the constraint, without a field that it ignores.
 * @throws `request.unsupported` where it would not enforce it.
 */
export function createRequest(
  engine: EngineName,
  constraint: AnswerConstraint,
  ask: Ask,
): EngineRequest {
  const { version, source, endpoint } = engines[engine]
  const facts = { engine, version, source, endpoint }
  if (constraint.kind === 'schema') {
    const { schema, unsent = [] } = constraint
    const warnings = [...unsent, ...checkKeywords(engine, schema)]
    const content =
      engine === 'outlines'
        ? { code: outlinesSnippet(ask, 'JsonSchema', schemaText(schema)) }
        : { body: schemaBody(engine, ask, schema) }
    return { ...facts, notation: 'json-schema', content, warnings }
  }
  const written = writeNotation(engine, constraint)
  const { notation, text } = written
  const type = notation === 'regex' ? 'Regex' : 'CFG'
  const content =
    engine === 'outlines'
      ? { code: outlinesSnippet(ask, type, text) }
      : { body: textBody(engine, ask, written) }
  const warnings =
    engine === 'openai'
      ? [
          'openai holds no answer to a grammar, only the input of a tool: the answer is what the tool is called with',
        ]
      : []
  return { ...facts, notation, content, warnings }
}
