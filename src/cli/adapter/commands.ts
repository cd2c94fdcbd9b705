import type { Command } from '../command.js'
import { json } from '../common-options.js'

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
    load: async () => (await import('./inspect-adapter.js')).inspectAdapter,
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
      { flags: '--headers-only', about: 'read no values, only headers' },
      json,
    ],
    examples: [
      ['adapter check adapter', 'exit 3 when something is wrong'],
      ['adapter check adapter --base models/base', 'and whether it can run on that model'],
    ],
    load: async () => (await import('./check-adapter.js')).checkAdapterCommand,
  },
]
