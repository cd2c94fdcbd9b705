import { good, type BadInputCase } from './bad-input-case.js'

const files = { 'in.jsonl': `${good(1)}\n${good(2)}\n` }

function refuses(name: string, command: readonly string[], stderr: RegExp): BadInputCase {
  return { name, files, command, expect: { exitCode: 2, stderr } }
}

function fails(name: string, args: readonly string[], stderr: RegExp): BadInputCase {
  return { name, files, args, expect: { exitCode: 2, code: 'usage.invalid', stderr } }
}

function prints(name: string, command: readonly string[], stdout: RegExp): BadInputCase {
  return { name, files, command, expect: { exitCode: 0, stdout, writesNothing: true } }
}

export const badUsage: readonly BadInputCase[] = [
  refuses('[133] an unknown flag', ['export', '--forse'], /did you mean --force\?/u),
  refuses('[133] an unknown command', ['exprot'], /did you mean export\?/u),
  refuses(
    '[133] an unknown command of a group',
    ['metadata', 'shwo'],
    /did you mean metadata show\?/u,
  ),
  refuses(
    '[133] one argument too many',
    ['export', 'a.yaml', 'b.yaml'],
    /at most 1 argument, saw 2/u,
  ),
  refuses('[133] a flag without its value', ['export', '--out'], /a value after --out/u),
  refuses('[133] no file to validate', ['validate'], /expected <files>/u),
  fails('--limit 0', ['--limit', '0'], /--limit: .* from 1 on/u),
  fails('--limit -1', ['--limit=-1'], /--limit: .* from 1 on/u),
  fails('--limit 1e9', ['--limit', '1e9'], /saw "1e9"/u),
  fails('--workers 0', ['--workers', '0'], /--workers: .* from 1 to 64/u),
  fails('--workers 1000000', ['--workers', '1000000'], /--workers: .* from 1 to 64/u),
  fails('--dedup-memory 0', ['--dedup-memory', '0'], /--dedup-memory: .* from 1 to 8192/u),
  fails('--workers NaN', ['--workers', 'NaN'], /saw "NaN"/u),
  {
    name: 'LORADEX_WORKERS that is no number',
    files,
    env: { LORADEX_WORKERS: 'many' },
    expect: { exitCode: 2, code: 'usage.invalid', stderr: /LORADEX_WORKERS: .*many/u },
  },
  {
    name: '--set without a value',
    files,
    args: ['--set', 'quality.min_text_length'],
    expect: { exitCode: 2, code: 'recipe.invalid', stderr: /expected key=value/u },
  },
  {
    name: '--set of an unknown key',
    files,
    args: ['--set', 'quality.min_txt_length=3'],
    expect: { exitCode: 2, code: 'recipe.invalid', stderr: /did you mean min_text_length/u },
  },
  {
    name: '--set of a key that JavaScript knows',
    files,
    args: ['--set', '__proto__.style=custom'],
    expect: { exitCode: 2, code: 'recipe.invalid', stderr: /unknown key/u },
  },
  {
    name: '--set of broken YAML',
    files,
    args: ['--set', 'split={'],
    expect: { exitCode: 2, code: 'recipe.unreadable', stderr: /--set split/u },
  },
  {
    name: '[137] a key that a terminal obeys',
    files,
    args: ['--set', '\u001B[2J\u009B2J=1'],
    expect: { exitCode: 2, code: 'recipe.invalid' },
  },
  {
    name: 'nothing to read, and a target in folders that are not there',
    recipe: { source: { type: 'jsonl', path: 'nowhere.jsonl' } },
    command: ['export', '--out', 'a/b/out'],
    expect: { exitCode: 2, code: 'source.no-match' },
  },
  {
    name: '[139] a target where no folder can be made',
    files,
    command: ['export', '--out', '/proc/loradex/out'],
    expect: { exitCode: 2, code: 'export.target-unwritable' },
  },
  refuses('no recipe', ['export', 'nowhere.yaml'], /error recipe\.unreadable: .*nowhere\.yaml/u),
  refuses('a folder as recipe', ['export', '.'], /error recipe\.unreadable: .*saw a folder/u),
  refuses('validate without a schema', ['validate', 'in.jsonl'], /--schema or --recipe/u),
  refuses(
    'validate of no file',
    ['validate', 'nowhere.jsonl', '--schema', 'loradex.yaml'],
    /error (?:schema\.invalid|source\.no-match)/u,
  ),
  refuses('metadata of no file', ['metadata', 'show'], /error metadata\.unreadable/u),
  refuses(
    'metadata that is no JSON',
    ['metadata', 'check', 'in.jsonl'],
    /error metadata\.(?:unreadable|invalid)/u,
  ),
  prints('--help', ['--help'], /Usage: loradex/u),
  prints('--help of a command', ['export', '--help'], /Examples:/u),
  prints('--version', ['--version'], /^\d+\.\d+\.\d+$/mu),
  prints('--dry-run', ['export', '--dry-run'], /looked at 2 records/u),
]
