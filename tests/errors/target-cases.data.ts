import { spawnSync } from 'node:child_process'
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { realProcesses } from '#loradex/export/folder/this-process.js'
import { exportRecipe, loadRecipe } from '#loradex/index.js'
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

/** As a process leaves it that is still there: this one. */
async function lockTarget(folder: string): Promise<void> {
  const root = join(folder, '.out.loradex')
  await mkdir(root)
  const self = { ...realProcesses().self, pid: 1 }
  await writeFile(join(root, 'lock-1'), `${JSON.stringify({ ...self, scope: 'mill pid' })}\n`)
}

/** After its only part, of which all is written. */
async function interruptExport(folder: string): Promise<void> {
  const loaded = await loadRecipe(join(folder, 'loradex.yaml'), { env: {} })
  const interruption = new AbortController()
  const exporting = exportRecipe(loaded, {
    target: join(folder, 'out'),
    checkpointMs: 0,
    signal: interruption.signal,
    onEvent: ({ kind }) => void (kind === 'checkpoint' && interruption.abort()),
  })
  await exporting.catch(() => undefined)
}

async function exportFirst(folder: string): Promise<void> {
  const loaded = await loadRecipe(join(folder, 'loradex.yaml'), { env: {} })
  await exportRecipe(loaded, { target: join(folder, 'out'), append: true })
}

function whyNoMount(): string | undefined {
  const options = { stdio: 'ignore' } as const
  const { status } = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true'], options)
  return status === 0 ? undefined : 'a disk of 64 KiB cannot be mounted here'
}

export const targetCases: readonly ErrorCase[] = [
  target('A home folder in a recipe', {
    recipe: `${jsonlSource}output: { path: ~/out }\n`,
    args: ['export'],
  }),
  target('A home folder that no shell has replaced', { args: ['export', '--out=~/out'] }),
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
  target('A target that another process exports to', { prepare: lockTarget }),
  target('An export that was interrupted', { prepare: interruptExport }),
  target('Both ways to go on', { args: ['export', '--resume', '--restart'] }),
  target('A recipe that was changed since an export was interrupted', {
    prepare: interruptExport,
    args: ['export', '--resume', '--set', 'quality.min_text_length=20'],
  }),
  target('A source that was changed since an export was interrupted', {
    prepare: async (folder) => {
      await interruptExport(folder)
      await appendFile(join(folder, 'in.jsonl'), twoRecords)
    },
    args: ['export', '--resume'],
  }),
  target('An interrupted export of which a file is gone', {
    prepare: async (folder) => {
      await interruptExport(folder)
      await rm(join(folder, '.out.loradex/output/train-00000-of-00001.jsonl'))
    },
    args: ['export', '--resume'],
  }),
  target('An interrupted export whose history is damaged', {
    prepare: async (folder) => {
      await interruptExport(folder)
      await writeFile(join(folder, '.out.loradex/journal/history'), 'what is this?')
    },
    args: ['export', '--resume'],
  }),
  target('An export that was made without --append', {
    files: { 'out/manifest.json': '{}' },
    args: ['export', '--append'],
  }),
  target('A source that does not tell what is new', {
    args: ['export', '--append', '--set', 'source={type: stdin}'],
  }),
  target('An append to an export without digests', {
    args: ['export', '--append', '--set', 'output.digests=none'],
  }),
  target('A limit on an append', { args: ['export', '--append', '--limit', '3'] }),
  target('A file that is another one than at the time of the export that is appended to', {
    prepare: async (folder) => {
      await exportFirst(folder)
      await writeFile(join(folder, 'in.jsonl'), twoRecords.slice(1))
    },
    args: ['export', '--append'],
  }),
  target('A recipe that is another one than that of the export that is appended to', {
    prepare: exportFirst,
    args: ['export', '--append', '--set', 'quality.min_text_length=20'],
  }),
  target('An export to append to whose history is damaged', {
    prepare: async (folder) => {
      await exportFirst(folder)
      await writeFile(join(folder, 'out/append.history'), 'what is this?')
    },
    args: ['export', '--append'],
  }),
  target('An export to append to of which a shard is gone', {
    prepare: async (folder) => {
      await exportFirst(folder)
      await appendFile(join(folder, 'in.jsonl'), twoRecords)
      await rm(join(folder, 'out/train-00000-of-00001.jsonl'))
    },
    args: ['export', '--append'],
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
