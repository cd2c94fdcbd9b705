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
  {
    name: 'metadata build',
    summary: 'Make adapter metadata from an adapter, its data and its training',
    arguments: [{ name: '[adapter]', about: 'a folder of PEFT (default: .)', values: 'folder' }],
    options: [
      {
        flags: '-e, --export <folder>',
        about: 'the export that it was trained on',
        values: 'folder',
      },
      { flags: '-t, --trainer <folder>', about: 'what the trainer wrote', values: 'folder' },
      { flags: '-b, --base <folder>', about: 'the base model, for its digests', values: 'folder' },
      {
        flags: '-o, --out <file>',
        about: 'where to write (default: adapter_metadata.json of the adapter)',
        values: 'file',
      },
      {
        flags: '--set <key=value>',
        about: 'what no file says, for example adapter_id=legal-qa',
        repeatable: true,
        values: 'metadata-assignment',
      },
      { flags: '-n, --dry-run', about: 'print the document, write nothing' },
      json,
    ],
    examples: [
      ['metadata build adapter --export out --trainer runs/1', 'nothing is typed twice'],
      ['metadata build adapter --set adapter_id=legal-qa --dry-run', 'see what would be written'],
    ],
    load: async () => (await import('./metadata/build-metadata.js')).buildMetadataCommand,
  },
]
