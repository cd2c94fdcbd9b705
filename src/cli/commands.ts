import type { Command } from './command.js'
import { engineNames } from '../requests/engine.js'
import { shells } from './completion/shells.js'

const json = { flags: '--json', about: 'print the result as one JSON document on stdout' }
const set = {
  flags: '--set <key=value>',
  about: 'override a recipe key, for example quality.min_text_length=20',
  repeatable: true,
  values: 'recipe-assignment',
} as const

/** Of commands that take their time. */
const report = [
  {
    flags: '--progress <face>',
    about: 'how progress is shown on stderr (default: auto)',
    values: ['auto', 'bar', 'plain', 'json', 'none'],
    variable: 'LORADEX_PROGRESS',
  },
  { flags: '-v, --verbose', about: 'log each step on stderr' },
  { flags: '-q, --quiet', about: 'show only what is wrong' },
]

export const commands: readonly Command[] = [
  {
    name: 'init',
    summary: 'Look at a source and write a recipe for it',
    arguments: [
      {
        name: '[source]',
        about: 'a file, glob, folder, database or URL (default: this folder)',
        values: 'file',
      },
    ],
    options: [
      {
        flags: '-o, --out <file>',
        about: 'the recipe to write (default: loradex.yaml)',
        values: 'file',
      },
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
      ['init "data/*.csv" --yes -o recipes/reviews.yaml', 'ask nothing, write elsewhere'],
      ['init shop.sqlite --table reviews --dry-run', 'see the recipe for a table'],
      [
        'init shop.sqlite --query "select * from reviews" -o shop.yaml',
        'a query instead of a table',
      ],
    ],
    isFirstStep: true,
    load: async () => (await import('./init.js')).initCommand,
  },
  {
    name: 'export',
    summary: 'Write the fine-tuning data that a recipe describes',
    arguments: [
      {
        name: '[recipe]',
        about: 'the recipe, YAML or JSON (default: loradex.yaml)',
        values: 'recipe',
      },
    ],
    options: [
      {
        flags: '-o, --out <folder>',
        about: 'where to write (default: output.path of the recipe)',
        values: 'folder',
      },
      set,
      { flags: '--limit <count>', about: 'read only the first records' },
      { flags: '-n, --dry-run', about: 'show the plan and 3 samples, write nothing' },
      {
        flags: '-w, --workers <count>',
        about: 'threads; never changes the bytes (default: cores)',
        variable: 'LORADEX_WORKERS',
      },
      {
        flags: '--lane <lane>',
        about: 'object: build every record as an object; the bytes are the same',
      },
      { flags: '-f, --force', about: 'replace an earlier export, once the new one is complete' },
      json,
      ...report,
    ],
    examples: [
      ['export', 'run loradex.yaml of this folder'],
      ['export recipes/qa.yaml --dry-run', 'see what would come out'],
      ['export qa.yaml --out data/qa-v2 --set quality.min_text_length=50', 'vary a recipe'],
      ['cat cases.jsonl | loradex export qa.yaml --set "source={type: stdin}"', 'read from a pipe'],
    ],
    isFirstStep: true,
    load: async () => (await import('./export.js')).exportCommand,
  },
  {
    name: 'explore',
    summary: 'Look at the samples and rejects of an export in a browser',
    arguments: [
      {
        name: '[export]',
        about: 'the folder (default: where loradex.yaml writes)',
        values: 'folder',
      },
    ],
    options: [
      {
        flags: '--reason <code>',
        about: 'begin with the rejects of this code',
        values: 'drop-code',
      },
      {
        flags: '--split <name>',
        about: 'begin with the samples of this split',
        values: 'split',
      },
      { flags: '-p, --port <port>', about: 'port of this machine (default: any that is free)' },
      { flags: '--open', about: 'open the page in the browser, too' },
      {
        flags: '--base <folder>',
        about: 'where the paths of the source start from, if elsewhere',
        values: 'folder',
      },
      json,
    ],
    examples: [
      ['explore', 'look at what loradex.yaml of this folder has written'],
      ['explore data/qa-v2 --open', 'look at an export, and open the browser'],
      ['explore out --reason schema-violation', 'look at what the schema refused'],
    ],
    load: async () => (await import('./explore.js')).exploreCommand,
  },
  {
    name: 'validate',
    summary: 'Check existing JSONL against a JSON Schema or a recipe',
    arguments: [
      { name: '<files...>', about: 'JSONL, plain or compressed; globs allowed', values: 'file' },
    ],
    options: [
      { flags: '-s, --schema <file>', about: 'the JSON Schema', values: 'file' },
      {
        flags: '-r, --recipe <file>',
        about: 'the recipe whose schema, regex or grammar and gates count',
        values: 'recipe',
      },
      { flags: '--max-errors <count>', about: 'invalid lines to show (default: 10)' },
      json,
      ...report,
    ],
    examples: [
      ['validate out/train-*.jsonl --schema schema.json', 'check the shards of an export'],
      ['validate data.jsonl --recipe loradex.yaml', 'check against the schema of a recipe'],
    ],
    load: async () => (await import('./validate.js')).validateCommand,
  },
  {
    name: 'request',
    summary: 'Print the request that makes an engine enforce schema, regex or grammar',
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
  },
  {
    name: 'report',
    summary: 'Make report.html of an export again, or compare two exports',
    arguments: [
      {
        name: '[folders...]',
        about: 'an export (default: out); two with --compare',
        values: 'folder',
      },
    ],
    options: [
      {
        flags: '-o, --out <file>',
        about: 'where to write the page (default: in the folder)',
        values: 'file',
      },
      { flags: '--open', about: 'open the page in the browser' },
      { flags: '--compare', about: 'say what changed from one export to another' },
      json,
    ],
    examples: [
      ['report out --open', 'look at an export'],
      ['report --compare out-v1 out-v2', 'see what changed, as text'],
      ['report --compare out-v1 out-v2 -o changes.html', 'the same as a page'],
    ],
    load: async () => (await import('./report.js')).reportCommand,
  },
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
    name: 'doctor',
    summary: 'Check this machine, and whether a recipe can be exported on it',
    arguments: [{ name: '[recipe]', about: 'a recipe to check as well', values: 'recipe' }],
    options: [json],
    examples: [
      ['doctor', 'Node, drivers, memory, disk, clock, terminal, variables'],
      ['doctor loradex.yaml', 'and whether this recipe can be exported here'],
    ],
    ignoresUserConfig: true,
    load: async () => (await import('./doctor.js')).doctorCommand,
  },
  {
    name: 'config show',
    summary: 'Show the settings that count, and who set them',
    arguments: [
      { name: '[recipe]', about: 'default: loradex.yaml, if there is one', values: 'recipe' },
    ],
    options: [
      { flags: '--origin', about: 'say where each value comes from' },
      set,
      { flags: '-w, --workers <count>', about: 'as export takes it', variable: 'LORADEX_WORKERS' },
      json,
    ],
    examples: [
      ['config show --origin', 'every effective value with the line that says it'],
      ['config show qa.yaml --set quality.min_text_length=50 --origin', 'what an override changes'],
    ],
    ignoresUserConfig: true,
    load: async () => (await import('./config-show.js')).showConfig,
  },
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
    name: 'completion',
    summary: 'Print the script by which a shell completes commands',
    arguments: [
      { name: '<shell>', about: 'bash, zsh, fish or powershell', values: shells },
      { name: '[words...]', about: 'what the script passes: a command line to complete' },
    ],
    options: [],
    examples: [
      ['source <(loradex completion bash)', 'for this session; in ~/.bashrc for all of them'],
      ['completion fish > ~/.config/fish/completions/loradex.fish', 'for fish'],
    ],
    ignoresUserConfig: true,
    load: async () => (await import('./completion.js')).completionCommand(commands),
  },
  {
    name: 'help',
    summary: 'Show help on a command',
    arguments: [{ name: '[command...]', about: 'its name', values: 'command' }],
    options: [],
    examples: [['help export', 'what export takes, with examples']],
    ignoresUserConfig: true,
    load: async () => (await import('./help.js')).helpCommand(commands),
  },
]
