import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readExport, type ReadExport } from './read-export.js'
import { runLoradex, type Outcome, type Surroundings } from './run-loradex.js'

export interface FolderContent {
  /** By path in the folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Written as `loradex.yaml`. */
  readonly recipe: string | object
}

/** A folder that is there for as long as `use` runs. */
export async function inFolder<Result>(
  { files = {}, recipe }: FolderContent,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'end-to-end-'))
  try {
    const text = typeof recipe === 'string' ? recipe : JSON.stringify(recipe, null, 2)
    await writeFile(join(folder, 'loradex.yaml'), text)
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), content)
    }
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

export interface ExportSettings extends Partial<Omit<Surroundings, 'cwd'>> {
  readonly args?: readonly string[]
  /** @default out */
  readonly target?: string
  /** @default 0 */
  readonly exitCode?: number
}

export type Exported = ReadExport & Outcome

/** Exports what the folder's recipe says, in this process, and reads what came out. */
export async function exportIn(folder: string, settings: ExportSettings = {}): Promise<Exported> {
  const { args = [], target = 'out', exitCode = 0, ...surroundings } = settings
  const argv = ['export', 'loradex.yaml', '--out', target, ...args]
  const outcome = await runLoradex(argv, { cwd: folder, ...surroundings })
  assert.equal(outcome.exitCode, exitCode, outcome.stderr)
  return { ...outcome, ...(await readExport(join(folder, target))) }
}

/** The same in a folder of its own. */
export function exportOnce(content: FolderContent, settings?: ExportSettings): Promise<Exported> {
  return inFolder(content, (folder) => exportIn(folder, settings))
}

export function jsonLines(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('')
}
