import type { Command } from './command.js'
import { json, set, sparkConf } from './common-options.js'

export const planCommand: Command = {
  name: 'plan',
  summary: 'Write the plan of an export, for spark-submit',
  arguments: [
    {
      name: '[recipe]',
      about: 'the recipe, YAML or JSON (default: loradex.yaml)',
      values: 'recipe',
    },
  ],
  options: [
    {
      flags: '-o, --out <file>',
      about: 'where to write it (default: plan.json)',
      values: 'file',
    },
    set,
    sparkConf,
    json,
  ],
  examples: [['plan qa.yaml --out plan.json', 'write the plan, see how to submit it']],
  load: async () => (await import('./plan.js')).planExportCommand,
}
