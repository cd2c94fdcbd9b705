import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readExport, type ReadExport } from '../end-to-end/read-export.js'
import { runLoradex, type Outcome, type Surroundings } from '../end-to-end/run-loradex.js'

/** A folder with these files that is there for as long as `use` runs. */
export async function inNewFolder<Result>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'init-'))
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), content)
    }
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

export function init(
  cwd: string,
  args: readonly string[],
  surroundings: Partial<Omit<Surroundings, 'cwd'>> = {},
): Promise<Outcome> {
  return runLoradex(['init', ...args], { cwd, ...surroundings })
}

export interface Initialised extends ReadExport {
  readonly told: string
}

/** Writes a recipe, and exports by it as it is. */
export async function initAndExport(
  cwd: string,
  args: readonly string[],
  surroundings: Partial<Omit<Surroundings, 'cwd'>> = {},
): Promise<Initialised> {
  const written = await init(cwd, [...args, '--yes'], surroundings)
  assert.equal(written.exitCode, 0, written.stderr)
  const exported = await runLoradex(['export', '--force'], { cwd, ...surroundings })
  assert.equal(exported.exitCode, 0, exported.stderr)
  return { told: written.stderr, ...(await readExport(join(cwd, 'out'))) }
}
