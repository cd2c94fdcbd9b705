/** Where a request can go. */
export const engineNames = [
  'vllm',
  'sglang',
  'lorax',
  'tgi',
  'llama.cpp',
  'ollama',
  'openai',
  'gemini',
  'anthropic',
  'outlines',
] as const

export type EngineName = (typeof engineNames)[number]

/** How a constraint on text can be written. */
export type Notation = 'regex' | 'lark' | 'ebnf' | 'gbnf'

/** What is known of an engine, of which version, and who says so. */
export interface EngineFacts {
  readonly version: string
  /** Where the facts about this version, and as far as is known later ones, come from. */
  readonly source: string
  /** `POST /v1/chat/completions`; for Outlines, the call. */
  readonly endpoint: string
  /** What it enforces besides schemas, the preferred notation first. */
  readonly notations: readonly Notation[]
  /** Keywords of JSON Schema that it answers with an error. */
  readonly refuses: readonly string[]
  /** Keywords that it takes and does not enforce. */
  readonly ignores: readonly string[]
  /** What it demands of every object schema. */
  readonly demands: readonly ('closed' | 'all-required')[]
}
