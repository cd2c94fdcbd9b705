import { engineNames } from '../requests/engine.js'
import type { Command } from './command.js'
import { json } from './common-options.js'

export const requestCommand: Command = {
  name: 'request',
  summary: 'Print what makes an engine enforce the constraint',
  arguments: [
    {
      name: '[what]',
      about: 'a recipe, or the folder of an export (default: loradex.yaml)',
      values: 'file',
    },
  ],
  options: [
    {
      flags: '-e, --engine <name>',
      about: engineNames.join(', '),
      values: engineNames,
    },
    { flags: '-s, --schema <file>', about: 'the JSON Schema of the answer', values: 'file' },
    { flags: '--regex <regex>', about: 'the regex that the whole answer matches' },
    { flags: '--grammar <file>', about: 'the grammar of the answer', values: 'file' },
    {
      flags: '--grammar-format <format>',
      about: 'lark, ebnf or gbnf (default: what the name of the file ends with)',
      values: ['lark', 'ebnf', 'gbnf'],
    },
    { flags: '--model <name>', about: 'the model to ask (default: MODEL, to be replaced)' },
    { flags: '--prompt <text>', about: 'what to ask (default: PROMPT, to be replaced)' },
    json,
  ],
  examples: [
    ['request --engine vllm', 'what loradex.yaml of this folder demands, as a body for vLLM'],
    ['request out --engine llama.cpp', 'what an export was held to'],
    ['request --engine sglang --regex "[A-D]"', 'an answer of one letter'],
    ['request --engine ollama --schema answer.json --model qwen3', 'a schema of the answer'],
  ],
  load: async () => (await import('./request.js')).requestCommand,
}
