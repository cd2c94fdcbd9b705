import { adapterCommands } from './adapter-commands.js'
import type { Command } from './command.js'
import { releaseCommands } from './release-commands.js'
import { requestCommand } from './request-command.js'
import { json, report, set, sparkConf } from './common-options.js'
import { planCommand } from './plan-command.js'
import { shells } from './completion/shells.js'
import { metadataCommands } from './metadata-commands.js'
import { schemaCommands } from './schema-commands.js'

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
        about:
          'threads; never changes the bytes (default: cores, or one fewer, as far as more help)',
        variable: 'LORADEX_WORKERS',
      },
      {
        flags: '--dedup-memory <mb>',
        about: 'memory for finding duplicates; never changes the bytes (default: 256 at most)',
        variable: 'LORADEX_DEDUP_MEMORY',
      },
      {
        flags: '--lane <lane>',
        about: 'object: build every record as an object; the bytes are the same (default: auto)',
        values: ['auto', 'object'],
      },
      {
        flags: '--engine <engine>',
        about: 'who does the work; never changes the bytes (default: local)',
        values: ['local', 'spark'],
      },
      { flags: '--master <url>', about: 'the Spark cluster: spark://host:7077, yarn, local[2]' },
      sparkConf,
      { flags: '--explain', about: 'say which lane has decided how many records, and why' },
      { flags: '-f, --force', about: 'replace an earlier export, once the new one is complete' },
      { flags: '-r, --resume', about: 'go on with an export that did not come to its end' },
      { flags: '-a, --append', about: 'add what is new to an earlier export made with --append' },
      { flags: '--restart', about: 'remove such an export and begin again' },
      json,
      ...report,
    ],
    examples: [
      ['export', 'run loradex.yaml of this folder'],
      ['export recipes/qa.yaml --dry-run', 'see what would come out'],
      ['export qa.yaml --explain', 'see what keeps records from the fast lane'],
      ['export qa.yaml --engine spark --master spark://head:7077', 'have a cluster do it'],
      ['export --resume', 'go on where an export was interrupted'],
      ['export --append', 'add the records that have come since'],
      ['export qa.yaml --out data/qa-v2 --set quality.min_text_length=50', 'vary a recipe'],
      ['cat cases.jsonl | loradex export qa.yaml --set "source={type: stdin}"', 'read from a pipe'],
    ],
    isFirstStep: true,
    load: async () => (await import('./export.js')).exportCommand,
  },
  planCommand,
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
      {
        flags: '--output <format>',
        about: 'a line for each record, in a standard output format',
        values: ['flag', 'basic', 'detailed'],
      },
      json,
      ...report,
    ],
    examples: [
      ['validate out/train-*.jsonl --schema schema.json', 'check the shards of an export'],
      ['validate data.jsonl --recipe loradex.yaml', 'check against the schema of a recipe'],
      ['validate data.jsonl -s schema.json --output basic', 'errors with pointers, as JSON'],
    ],
    load: async () => (await import('./validate.js')).validateCommand,
  },
  requestCommand,
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
  ...metadataCommands,
  ...adapterCommands,
  ...releaseCommands,
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
      {
        flags: '--dedup-memory <mb>',
        about: 'as export takes it',
        variable: 'LORADEX_DEDUP_MEMORY',
      },
      json,
    ],
    examples: [
      ['config show --origin', 'every effective value with the line that says it'],
      ['config show qa.yaml --set quality.min_text_length=50 --origin', 'what an override changes'],
    ],
    ignoresUserConfig: true,
    load: async () => (await import('./config-show.js')).showConfig,
  },
  ...schemaCommands,
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
