import type { Command } from './command.js'
import { json } from './common-options.js'

export const metadataCommands: readonly Command[] = [
  {
    name: 'metadata show',
    summary: 'Show adapter metadata',
    arguments: [{ name: '[file]', about: 'default: adapter_metadata.json', values: 'file' }],
    options: [json],
    examples: [['metadata show out/adapter_metadata.json', 'read what an export recorded']],
    load: async () => (await import('./metadata.js')).showMetadata,
  },
  {
    name: 'metadata set',
    summary: 'Change keys of adapter metadata; unknown keys are kept',
    arguments: [
      {
        name: '<file>',
        about: 'adapter_metadata.json; made when it does not exist',
        values: 'file',
      },
      {
        name: '<assignments...>',
        about: 'key=value, the key a dotted path',
        values: 'metadata-assignment',
      },
    ],
    options: [{ flags: '-n, --dry-run', about: 'show what would change, write nothing' }, json],
    examples: [
      ['metadata set adapter_metadata.json adapter_version=1.1.0', 'bump the version'],
      ['metadata set adapter_metadata.json custom.changelog="20k new cases"', 'add a note'],
    ],
    load: async () => (await import('./metadata.js')).setMetadata,
  },
  {
    name: 'metadata check',
    summary: 'Check adapter metadata for errors',
    arguments: [{ name: '[file]', about: 'default: adapter_metadata.json', values: 'file' }],
    options: [json],
    examples: [['metadata check out/adapter_metadata.json', 'exit 3 when something is wrong']],
    load: async () => (await import('./metadata.js')).checkMetadataCommand,
  },
]
