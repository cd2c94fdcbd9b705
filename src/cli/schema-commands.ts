import type { Command } from './command.js'
import { json, report } from './common-options.js'

export const schemaCommands: readonly Command[] = [
  {
    name: 'schema',
    summary: 'Print the JSON Schema of a recipe, report or --json output',
    arguments: [
      { name: '[name]', about: 'default: a list of all, with their paths', values: 'schema' },
    ],
    options: [{ flags: '--path', about: 'print where the file is, for editors' }],
    examples: [
      ['schema', 'all of them'],
      ['schema recipe --path', 'what an editor needs to complete recipes'],
    ],
    ignoresUserConfig: true,
    load: async () => (await import('./schema.js')).schemaCommand,
  },
  {
    name: 'schema infer',
    summary: 'Infer a JSON Schema from the records of a source',
    arguments: [
      {
        name: '[source]',
        about: 'a file, glob, folder, database, URL or recipe.yaml (default: this folder)',
        values: 'file',
      },
    ],
    options: [
      {
        flags: '-o, --out <file>',
        about: 'where to write the schema (default: stdout)',
        values: 'file',
      },
      { flags: '--field <path>', about: 'only what this field of the records holds' },
      { flags: '--table <name>', about: 'the table of a database that has several' },
      {
        flags: '--query <sql>',
        about: 'a SELECT instead of a table; SQL over files without a source',
      },
      { flags: '--limit <count>', about: 'read only the first records' },
      {
        flags: '--strict',
        about: 'allow no other keys where each came often; bound numbers and lists on both sides',
      },
      {
        flags: '--support <count>',
        about:
          'values that a claim takes at least (default: 5; 25 when not all were read; with --strict fewer for few)',
      },
      {
        flags: '--tolerance <share>',
        about: 'exceptions that a required key, type or format may have (default: 0)',
      },
      { flags: '--explain', about: 'print what each claim rests on instead of the schema' },
      { flags: '-f, --force', about: 'replace a file that is there' },
      json,
      ...report,
    ],
    examples: [
      ['schema infer cases.jsonl', 'print the schema, with what it rests on'],
      ['schema infer "out/train-*.jsonl" --field output -o answer.json', 'of the answers alone'],
      ['schema infer loradex.yaml', 'of the samples that a recipe would export'],
      ['schema infer cases.jsonl --tolerance 0.001 --explain', 'which record is the exception'],
    ],
    load: async () => (await import('./schema-infer.js')).inferSchemaCommand,
  },
]
