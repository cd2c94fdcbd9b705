import type { Command } from './command.js'

const json = { flags: '--json', about: 'print the result as one JSON document on stdout' }
const set = {
  flags: '--set <key=value>',
  about: 'override a recipe key, for example quality.min_text_length=20',
  repeatable: true,
}

export const commands: readonly Command[] = [
  {
    name: 'init',
    summary: 'Look at a source and write a recipe for it',
    arguments: [
      { name: '[source]', about: 'a file, glob, folder, database or URL (default: this folder)' },
    ],
    options: [
      { flags: '-o, --out <file>', about: 'the recipe to write (default: loradex.yaml)' },
      { flags: '--table <name>', about: 'the table of a database that has several' },
      {
        flags: '--query <sql>',
        about: 'a SELECT instead of a table; SQL over files without a source',
      },
      { flags: '-y, --yes', about: 'ask nothing' },
      { flags: '-n, --dry-run', about: 'print the recipe, write nothing' },
      { flags: '-f, --force', about: 'replace a recipe that is there' },
      { flags: '--json', about: 'print what was seen and proposed as one JSON document on stdout' },
    ],
    examples: [
      ['init cases.jsonl', 'look at a file, answer two questions, get loradex.yaml'],
      ['init "data/*.csv.gz" --yes -o recipes/qa.yaml', 'ask nothing, write elsewhere'],
      ['init shop.sqlite --table reviews --dry-run', 'see the recipe for a table'],
      ["init '${DATABASE_URL}' --query 'select * from tickets'", 'a query to Postgres'],
    ],
    load: async () => (await import('./init.js')).initCommand,
  },
  {
    name: 'export',
    summary: 'Write the fine-tuning data that a recipe describes',
    arguments: [{ name: '[recipe]', about: 'the recipe, YAML or JSON (default: loradex.yaml)' }],
    options: [
      { flags: '-o, --out <folder>', about: 'where to write (default: output.path of the recipe)' },
      set,
      { flags: '--limit <count>', about: 'read only the first records' },
      { flags: '-n, --dry-run', about: 'show the plan and 3 samples, write nothing' },
      {
        flags: '-w, --workers <count>',
        about: 'threads; never changes the bytes (default: cores)',
      },
      { flags: '-f, --force', about: 'replace an earlier export, once the new one is complete' },
      json,
    ],
    examples: [
      ['export', 'run loradex.yaml of this folder'],
      ['export recipes/qa.yaml --dry-run', 'see what would come out'],
      ['export qa.yaml --out data/qa-v2 --set quality.min_text_length=50', 'vary a recipe'],
      ['cat cases.jsonl | loradex export qa.yaml --set "source={type: stdin}"', 'read from a pipe'],
    ],
    load: async () => (await import('./export.js')).exportCommand,
  },
  {
    name: 'validate',
    summary: 'Check existing JSONL against a JSON Schema or a recipe',
    arguments: [{ name: '<files...>', about: 'JSONL, plain or compressed; globs allowed' }],
    options: [
      { flags: '-s, --schema <file>', about: 'the JSON Schema' },
      { flags: '-r, --recipe <file>', about: 'the recipe whose schema and gates count' },
      { flags: '--max-errors <count>', about: 'invalid lines to show (default: 10)' },
      json,
    ],
    examples: [
      ['validate out/train-*.jsonl --schema schema.json', 'check the shards of an export'],
      ['validate data.jsonl --recipe loradex.yaml', 'check against the schema of a recipe'],
    ],
    load: async () => (await import('./validate.js')).validateCommand,
  },
  {
    name: 'metadata show',
    summary: 'Show adapter metadata',
    arguments: [{ name: '[file]', about: 'default: adapter_metadata.json' }],
    options: [json],
    examples: [['metadata show out/adapter_metadata.json', 'read what an export recorded']],
    load: async () => (await import('./metadata.js')).showMetadata,
  },
  {
    name: 'metadata set',
    summary: 'Change keys of adapter metadata; unknown keys are kept',
    arguments: [
      { name: '<file>', about: 'adapter_metadata.json; made when it does not exist' },
      { name: '<assignments...>', about: 'key=value, the key a dotted path' },
    ],
    options: [],
    examples: [
      ['metadata set adapter_metadata.json adapter_version=1.1.0', 'bump the version'],
      ['metadata set adapter_metadata.json custom.changelog="20k new cases"', 'add a note'],
    ],
    load: async () => (await import('./metadata.js')).setMetadata,
  },
  {
    name: 'metadata check',
    summary: 'Check adapter metadata for errors',
    arguments: [{ name: '[file]', about: 'default: adapter_metadata.json' }],
    options: [json],
    examples: [['metadata check out/adapter_metadata.json', 'exit 3 when something is wrong']],
    load: async () => (await import('./metadata.js')).checkMetadataCommand,
  },
]
