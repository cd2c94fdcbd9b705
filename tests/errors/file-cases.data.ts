import { execFileSync } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { compressBlock } from '#loradex/kernel/compress.js'
import { asNobody } from './as-nobody.js'
import { twoRecords, type ErrorCase } from './error-case.js'

const gzipped = gzipSync(twoRecords.repeat(2000))

/** `recipe` is what stands after `source:`. */
function file(name: string, source: string, files: ErrorCase['files'] = {}): ErrorCase {
  return { name, recipe: `source: ${source}\n`, files }
}

function lines(name: string, content: string | Uint8Array): ErrorCase {
  return file(name, '{ type: jsonl, path: in.jsonl }', { 'in.jsonl': content })
}

function packed(name: string, content: Uint8Array): ErrorCase {
  return file(name, '{ type: jsonl, path: in.jsonl.gz }', { 'in.jsonl.gz': content })
}

function prepared(name: string, prepare: (folder: string) => Promise<unknown>): ErrorCase {
  return {
    ...file(name, '{ type: jsonl, path: in.jsonl }'),
    prepare: async (folder) => void (await prepare(folder)),
  }
}

const csv = 'question,answer\nWhat is a fjord?,A narrow inlet.\nWhat is a delta?,A mouth.\n'
const array = `[\n${twoRecords.trim().replace('\n', ',\n')}\n]\n`

export const fileCases: readonly ErrorCase[] = [
  file('No file', '{ type: jsonl, path: cases.jsonl }'),
  file('A misspelt file', '{ type: jsonl, path: data/case.jsonl }', {
    'data/cases.jsonl': twoRecords,
  }),
  file('A file of another ending', '{ type: jsonl, path: cases.jsonl }', {
    'cases.jsonl.gz': gzipped,
  }),
  file('A pattern that nothing matches', '{ type: jsonl, path: data/*.jsonl }', {
    'data/cases.csv': csv,
    'data/people.csv': csv,
    'data/notes.txt': '',
    'data/more.txt': '',
  }),
  file('A pattern in a misspelt folder', '{ type: jsonl, path: dta/*.jsonl }', {
    'data/cases.jsonl': twoRecords,
  }),
  file('A pattern in an empty place', '{ type: jsonl, path: data/**/*.jsonl }'),
  file('One of several paths that is not there', '{ type: jsonl, path: [a.jsonl, b.jsonl] }', {
    'a.jsonl': twoRecords,
  }),
  prepared('A folder', (folder) => mkdir(join(folder, 'in.jsonl'))),
  prepared('A pipe', async (folder) => void execFileSync('mkfifo', [join(folder, 'in.jsonl')])),
  prepared('A link to itself', (folder) => symlink('in.jsonl', join(folder, 'in.jsonl'))),
  prepared('A link to nothing', (folder) => symlink('gone.jsonl', join(folder, 'in.jsonl'))),
  file('A device', '{ type: jsonl, path: /dev/zero }'),
  file('A name that is too long', `{ type: jsonl, path: ${'x'.repeat(300)}.jsonl }`),
  file('A name with a line feed', '{ type: jsonl, path: "*.jsonl" }', { 'a\nb.jsonl': twoRecords }),
  file('A path with a NUL', '{ type: jsonl, path: "a\\0.jsonl" }'),
  lines('UTF-16', Buffer.from(`\uFEFF${twoRecords}`, 'utf16le')),
  lines('UTF-16 without a mark', Buffer.from(twoRecords, 'utf16le')),
  lines('UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0])),
  lines('A JSON array as JSON Lines', array),
  lines('CSV as JSON Lines', csv),
  lines('TSV as JSON Lines', csv.replaceAll(',', '\t')),
  lines('Semicolons as JSON Lines', csv.replaceAll(',', ';')),
  lines('YAML as JSON Lines', 'question: What is a fjord?\nanswer: An inlet.\n'),
  lines('A web page as JSON Lines', '<!DOCTYPE html>\n<title>Log in</title>\n'),
  lines('A spreadsheet as JSON Lines', Buffer.from('PK\u0003\u0004spreadsheet')),
  lines('A PDF as JSON Lines', '%PDF-1.7\n%…\n'),
  lines('Parquet as JSON Lines', 'PAR1 and so on PAR1'),
  lines('SQLite as JSON Lines', 'SQLite format 3\0 and so on'),
  lines('bzip2 as JSON Lines', 'BZh91AY&SY'),
  file('JSON Lines as a JSON array', '{ type: json, path: in.json }', { 'in.json': twoRecords }),
  file('CSV as a JSON array', '{ type: json, path: in.json }', { 'in.json': csv }),
  file('Other text as a JSON array', '{ type: json, path: in.json }', { 'in.json': 'hello\n' }),
  file('A JSON array that is not closed', '{ type: json, path: in.json }', {
    'in.json': array.slice(0, -3),
  }),
  file('Text behind a JSON array', '{ type: json, path: in.json }', {
    'in.json': `${array}${array}`,
  }),
  file('JSON Lines as CSV', '{ type: csv, path: in.csv }', { 'in.csv': twoRecords }),
  file('A JSON array as CSV', '{ type: csv, path: in.csv }', { 'in.csv': array }),
  file('Parquet as CSV', '{ type: csv, path: in.csv }', { 'in.csv': 'PAR1 and so on PAR1' }),
  file('A column twice in CSV', '{ type: csv, path: in.csv }', { 'in.csv': 'q,a,q\n1,2,3\n' }),
  file('A broken first row of CSV', '{ type: csv, path: in.csv }', { 'in.csv': 'q,"a"b\n1,2\n' }),
  file('A first row of CSV in Latin-1', '{ type: csv, path: in.csv }', {
    'in.csv': Buffer.from('fr\u00e5ge,svar\n1,2\n', 'latin1'),
  }),
  file('A delimiter that is no ASCII', '{ type: csv, path: in.csv, delimiter: "§" }', {
    'in.csv': 'q§a\n1§2\n',
  }),
  packed('gzip that is cut off', gzipped.subarray(0, 100)),
  packed('gzip with something behind it', Buffer.concat([gzipped, Buffer.from('more')])),
  packed('gzip with a wrong checksum', Buffer.concat([gzipped.subarray(0, -8), Buffer.alloc(8)])),
  packed('gzip that expands without end', gzipSync(Buffer.alloc(300 * 2 ** 20, ' '))),
  prepared('zstd that is damaged', async (folder) => {
    const whole = await compressBlock({ kind: 'zstd' }, Buffer.from(twoRecords.repeat(50)))
    // Within the first block, behind the header of the frame.
    await writeFile(join(folder, 'in.jsonl'), whole.fill(0xff, 12, 40))
  }),
  file('Parquet with a damaged footer', '{ type: parquet, path: in.parquet }', {
    'in.parquet': 'PAR1 this is no table PAR1',
  }),
  file('Parquet that is cut off', '{ type: parquet, path: in.parquet }', {
    'in.parquet': 'PAR1 and then nothing more',
  }),
  file('CSV as Parquet', '{ type: parquet, path: in.parquet }', { 'in.parquet': csv }),
  file('An empty file as Parquet', '{ type: parquet, path: in.parquet }', { 'in.parquet': '' }),
  file('Encrypted Parquet', '{ type: parquet, path: in.parquet }', {
    'in.parquet': 'PARE and so on, and on PARE',
  }),
  { ...lines('A file that may not be read', twoRecords), ...asNobody('chmod 0 in.jsonl') },
  {
    ...file('A folder that may not be read', '{ type: jsonl, path: data/in.jsonl }', {
      'data/in.jsonl': twoRecords,
    }),
    ...asNobody('chmod 0 data'),
  },
  {
    ...file('A folder that may not be listed', '{ type: jsonl, path: data/*.jsonl }', {
      'data/in.jsonl': twoRecords,
    }),
    ...asNobody('chmod a-r data'),
  },
  {
    name: 'No file to validate',
    files: { 'out/train.jsonl': twoRecords, 'schema.json': '{}' },
    args: ['validate', 'out/trian.jsonl', '--schema', 'schema.json'],
  },
  {
    name: 'A recipe to validate',
    files: { 'loradex.yaml': 'source: { type: stdin }\nstyle: custom\n', 'schema.json': '{}' },
    args: ['validate', 'loradex.yaml', '--schema', 'schema.json'],
  },
  {
    name: 'Parquet to validate',
    files: { 'in.parquet': 'PAR1 and so on PAR1', 'schema.json': '{}' },
    args: ['validate', 'in.parquet', '--schema', 'schema.json'],
  },
]
