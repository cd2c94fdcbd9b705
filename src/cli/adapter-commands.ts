import type { Command } from './command.js'
import { engineIds } from '../adapters/engines/engine-id.js'
import { json } from './common-options.js'

/** Commands that look at one adapter. */
export const adapterCommands: readonly Command[] = [
  {
    name: 'adapter inspect',
    summary: 'Show what a LoRA adapter consists of',
    arguments: [
      {
        name: '[adapter]',
        about: 'a folder of PEFT, or a file of weights (default: .)',
        values: 'file',
      },
    ],
    options: [json],
    examples: [
      ['adapter inspect adapter', 'rank, modules, dtypes, features, which engines take it'],
      ['adapter inspect adapter/adapter.gguf --json', 'the same of one file, for programs'],
    ],
    load: async () => (await import('./adapter/inspect-adapter.js')).inspectAdapter,
  },
  {
    name: 'adapter check',
    summary: 'Hold the weights of an adapter against what it says it is',
    arguments: [{ name: '[adapter]', about: 'a folder of PEFT (default: .)', values: 'folder' }],
    options: [
      {
        flags: '-b, --base <model>',
        about: 'the base model: its folder or config.json',
        values: 'file',
      },
      {
        flags: '--engine <name>',
        about: 'fail unless it takes the adapter: vllm, sglang, lorax, tgi, llama.cpp or ollama',
        repeatable: true,
        values: engineIds,
      },
      { flags: '--strict', about: 'fail on warnings, too' },
      { flags: '--headers-only', about: 'read no values, only headers' },
      json,
    ],
    examples: [
      ['adapter check adapter', 'exit 3 when something is wrong'],
      ['adapter check adapter --engine vllm --strict', 'a gate before it is served'],
      ['adapter check adapter --base models/base', 'and whether it can run on that model'],
    ],
    load: async () => (await import('./adapter/check-adapter.js')).checkAdapterCommand,
  },
  {
    name: 'adapter plain',
    summary: 'Write the same adapter with one rank and a scale of 1',
    arguments: [{ name: '[adapter]', about: 'a folder of PEFT (default: .)', values: 'folder' }],
    options: [
      { flags: '-o, --out <folder>', about: 'a folder that is not there yet', values: 'folder' },
      json,
    ],
    examples: [
      ['adapter plain adapter --out plain', 'rsLoRA and patterns, for llama.cpp, Ollama or LoRAX'],
    ],
    load: async () => (await import('./adapter/plain-adapter.js')).plainAdapterCommand,
  },
  {
    name: 'adapter bump',
    summary: 'Say how far the version of an adapter has to move, and why',
    arguments: [
      { name: '<old>', about: 'folder of the release before', values: 'folder' },
      { name: '<new>', about: 'folder of the release that replaces it', values: 'folder' },
    ],
    options: [
      {
        flags: '--verify',
        about: 'exit 3 when the new one has too small a version, or a rule objects',
      },
      { flags: '--tolerance <share>', about: 'how much worse a metric may be (default: 0.01)' },
      json,
    ],
    examples: [
      ['adapter bump v1 v2', 'major, minor or patch, with the reasons'],
      ['adapter bump v1 v2 --verify', 'before a release'],
    ],
    load: async () => (await import('./adapter/bump-adapter.js')).bumpAdapterCommand,
  },
  {
    name: 'evaluate',
    summary: 'Measure answers, and write results into adapter metadata',
    arguments: [
      {
        name: '<answers>',
        about: 'JSONL: output, and where they are known expected and logprobs',
        values: 'file',
      },
    ],
    options: [
      {
        flags: '-e, --export <folder>',
        about: 'the export whose samples were answered',
        values: 'folder',
      },
      { flags: '--split <name>', about: 'its split (default: test)', values: 'split' },
      {
        flags: '-s, --schema <file>',
        about: 'the JSON Schema that answers follow',
        values: 'file',
      },
      {
        flags: '-c, --compare <answers>',
        about: 'answers of another model to the same questions',
        values: 'file',
      },
      {
        flags: '-a, --adapter <folder>',
        about: 'write the results into its metadata',
        values: 'folder',
      },
      { flags: '--seed <number>', about: 'of the bootstrap (default: 0)' },
      { flags: '--resamples <count>', about: 'of the bootstrap (default: 1000)' },
      json,
    ],
    examples: [
      ['evaluate answers.jsonl --export out --split train', 'accuracy, F1, loss, with intervals'],
      ['evaluate answers.jsonl --compare other.jsonl', 'which of two adapters is better'],
    ],
    load: async () => (await import('./evaluate/evaluate.js')).evaluateCommand,
  },
]
