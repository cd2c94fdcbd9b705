import type { Json, JsonObject } from '../kernel/json-value.js'
import { isJsonObject } from '../kernel/json-value.js'
import type { EngineName } from './engine.js'
import { requestUnsupported } from './request-unsupported.js'
import type { Written } from './write-notation.js'

export interface Ask {
  readonly model: string
  readonly prompt: string
}

type Members = readonly (readonly [string, Json])[]

function object(members: Members): JsonObject {
  return new Map(members)
}

function messages(prompt: string): Json {
  return [
    object([
      ['role', 'user'],
      ['content', prompt],
    ]),
  ]
}

function chat({ model, prompt }: Ask, more: Members): JsonObject {
  return object([['model', model], ['messages', messages(prompt)], ...more])
}

/** OpenAI's form, which servers that speak its protocol share. */
function namedSchema(schema: Json, isStrict: boolean): JsonObject {
  const named: Members = [
    ['name', 'answer'],
    ['schema', schema],
    ...(isStrict ? [['strict', true] as const] : []),
  ]
  return object([
    ['type', 'json_schema'],
    ['json_schema', object(named)],
  ])
}

/** The body that makes the engine keep the schema. */
export function schemaBody(
  engine: Exclude<EngineName, 'outlines'>,
  ask: Ask,
  schema: Json,
): JsonObject {
  switch (engine) {
    case 'vllm':
    case 'sglang':
    case 'openai':
      return chat(ask, [['response_format', namedSchema(schema, true)]])
    case 'llama.cpp':
      return chat(ask, [['response_format', namedSchema(schema, false)]])
    case 'lorax':
      return chat(ask, [
        [
          'response_format',
          object([
            ['type', 'json_object'],
            ['schema', schema],
          ]),
        ],
      ])
    case 'tgi':
      if (!isJsonObject(schema) || !isJsonObject(schema.get('properties'))) {
        throw requestUnsupported(engine, {
          expected: 'properties at the root of the schema',
          seen: 'none',
        })
      }
      return generate(
        ask,
        object([
          ['type', 'json'],
          ['value', schema],
        ]),
      )
    case 'ollama':
      return chat(ask, [
        ['format', schema],
        ['stream', false],
      ])
    case 'gemini':
      return object([
        [
          'contents',
          [
            object([
              ['role', 'user'],
              ['parts', [object([['text', ask.prompt]])]],
            ]),
          ],
        ],
        [
          'generationConfig',
          object([
            ['responseMimeType', 'application/json'],
            ['responseJsonSchema', schema],
          ]),
        ],
      ])
    case 'anthropic':
      return object([
        ['model', ask.model],
        ['max_tokens', 1024],
        ['messages', messages(ask.prompt)],
        [
          'output_config',
          object([
            [
              'format',
              object([
                ['type', 'json_schema'],
                ['schema', schema],
              ]),
            ],
          ]),
        ],
      ])
  }
}

function generate({ prompt }: Ask, grammar: JsonObject): JsonObject {
  return object([
    ['inputs', prompt],
    ['parameters', object([['grammar', grammar]])],
  ])
}

/** The body that makes the engine keep the regex or grammar. */
export function textBody(engine: EngineName, ask: Ask, { notation, text }: Written): JsonObject {
  switch (engine) {
    case 'vllm':
      return chat(ask, [['structured_outputs', object([[keyOf(notation, 'grammar'), text]])]])
    case 'sglang':
      return chat(ask, [[keyOf(notation, 'ebnf'), text]])
    case 'tgi':
      return generate(
        ask,
        object([
          ['type', 'regex'],
          ['value', text],
        ]),
      )
    case 'llama.cpp':
      return chat(ask, [['grammar', text]])
    case 'openai':
      return chat(ask, [
        ['tools', [customTool(notation, text)]],
        ['tool_choice', chosenTool],
      ])
    case 'lorax':
    case 'ollama':
    case 'gemini':
    case 'anthropic':
    case 'outlines':
      throw requestUnsupported(engine, { expected: 'a JSON Schema', seen: `a ${notation}` })
  }
}

function keyOf(notation: string, otherwise: string): string {
  return notation === 'regex' ? 'regex' : otherwise
}

/** OpenAI holds only what is passed to a tool to a grammar: the answer is the input of this one. */
function customTool(notation: string, text: string): JsonObject {
  const grammar = object([
    ['syntax', notation],
    ['definition', text],
  ])
  const custom: Members = [
    ['name', 'answer'],
    ['description', 'Takes the answer.'],
    [
      'format',
      object([
        ['type', 'grammar'],
        ['grammar', grammar],
      ]),
    ],
  ]
  return object([
    ['type', 'custom'],
    ['custom', object(custom)],
  ])
}

const chosenTool: JsonObject = object([
  ['type', 'custom'],
  ['custom', object([['name', 'answer']])],
])
