import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

function usage(name: string, args: readonly string[], more: Partial<ErrorCase> = {}): ErrorCase {
  return { name, files: { 'loradex.yaml': jsonlSource, 'in.jsonl': twoRecords }, args, ...more }
}

export const usageCases: readonly ErrorCase[] = [
  usage('A misspelt command', ['exprot']),
  usage('A command that nothing is like', ['publish']),
  usage('A recipe in place of a command', ['loradex.yaml']),
  usage('A misspelt command of a group', ['metadata', 'shwo']),
  usage('A misspelt option', ['export', '--forse']),
  usage('A misspelt option without a command', ['--vresion']),
  usage('An option of another spelling', ['export', '--dryRun']),
  usage('A misspelt option with a value', ['export', '--worker=2']),
  usage('An option that nothing is like', ['export', '--colour']),
  usage('An option of another command', ['export', '--schema', 'a.json']),
  usage('A short option that there is not', ['export', '-x']),
  usage('An option without its value', ['export', '--out']),
  usage('A switch with a value', ['export', '--force=yes']),
  usage('Too many arguments', ['export', 'a.yaml', 'b.yaml']),
  usage('No file to validate', ['validate']),
  usage('--limit 0', ['export', '--limit', '0']),
  usage('--limit that is no whole number', ['export', '--limit', '1e9']),
  usage('--limit that is negative', ['export', '--limit=-1']),
  usage('More workers than there can be', ['export', '--workers', '1000000']),
  usage('LORADEX_WORKERS that is no number', ['export'], { env: { LORADEX_WORKERS: 'many' } }),
  usage('A lane that there is not', ['export', '--lane', 'objekt']),
  usage('--set without a value', ['export', '--set', 'quality.min_text_length']),
  usage('--set of nothing', ['export', '--set', '=3']),
  usage('--set of a misspelt key', ['export', '--set', 'quality.min_txt_length=3']),
  usage('--set of a misspelt value', ['export', '--set', 'style=preferense']),
  usage('--set of a wrong type', ['export', '--set', 'quality.min_text_length=long']),
  usage('--set of broken YAML', ['export', '--set', 'split={key: id']),
  usage('--set of a secret that is wrong', [
    'export',
    '--set',
    'source={type: http, url: "ftp://user:hunter2@example.com"}',
  ]),
  usage('--set with a name that a terminal obeys', ['export', '--set', '\u001B[2J=1']),
  usage('validate without a schema', ['validate', 'in.jsonl']),
  usage('validate with both a schema and a recipe', [
    'validate',
    'in.jsonl',
    '--schema',
    'a.json',
    '--recipe',
    'loradex.yaml',
  ]),
  usage('validate by a recipe that names no schema', [
    'validate',
    'in.jsonl',
    '--recipe',
    'loradex.yaml',
  ]),
  usage('--max-errors that is no number', [
    'validate',
    'in.jsonl',
    '--schema',
    'a.json',
    '--max-errors',
    'all',
  ]),
]
