import { spawnSync } from 'node:child_process'
import { asNobody } from './as-nobody.js'
import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

const files = { 'in.jsonl': twoRecords }

function target(name: string, more: Partial<ErrorCase>): ErrorCase {
  return { name, recipe: jsonlSource, ...more, files: { ...files, ...more.files } }
}

const bigger = twoRecords.repeat(3000)

/** A disk of 64 KiB at `full/`, for one command; only where the kernel lets us mount. */
function onSmallDisk(command: readonly string[]): readonly string[] {
  const script = 'mount -t tmpfs -o size=64k tmpfs full && exec "$@"'
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', script, 'sh', ...command]
}

function whyNoMount(): string | undefined {
  const options = { stdio: 'ignore' } as const
  const { status } = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true'], options)
  return status === 0 ? undefined : 'a disk of 64 KiB cannot be mounted here'
}

export const targetCases: readonly ErrorCase[] = [
  target('An earlier export', { files: { 'out/manifest.json': '{}' } }),
  target('A folder of something else', { files: { 'out/notes.txt': 'mine' } }),
  target('A folder of something else, by force', {
    files: { 'out/notes.txt': 'mine' },
    args: ['export', '--force'],
  }),
  target('A file', { args: ['export', '--out', 'in.jsonl'] }),
  target('A folder below a file', { args: ['export', '--out', 'in.jsonl/out'] }),
  target('A target of the recipe', {
    recipe: `${jsonlSource}output: { path: data/out }\n`,
    files: { 'data/out/manifest.json': '{}' },
  }),
  target('A name that is too long', { args: ['export', '--out', 'x'.repeat(300)] }),
  target('A place where no folder can be made', { args: ['export', '--out', '/proc/loradex/out'] }),
  target('A folder that may not be written', { ...asNobody('chmod a-w .') }),
  target('A limit on the size of files', {
    recipe: `${jsonlSource}quality: { skip_duplicates: false }\n`,
    files: { 'in.jsonl': bigger },
    within: (command) => ['sh', '-c', 'ulimit -f 64 && exec "$@"', 'sh', ...command],
  }),
  target('A full disk', {
    recipe: `${jsonlSource}quality: { skip_duplicates: false }\n`,
    files: { 'in.jsonl': bigger, 'full/.keep': '' },
    args: ['export', '--out', 'full/out'],
    within: onSmallDisk,
    skip: whyNoMount(),
  }),
  target('A full disk while a copy is made', {
    recipe: 'source: { type: duckdb, sql: "select * from range(100000)" }\n',
    files: { 'full/.keep': '' },
    args: ['export', '--out', 'full/out'],
    within: onSmallDisk,
    skip: whyNoMount(),
  }),
  target('A folder for temporary files that is not there', {
    args: ['export', '--dry-run'],
    env: { TMPDIR: '/nowhere' },
    within: (command) => command,
  }),
]
