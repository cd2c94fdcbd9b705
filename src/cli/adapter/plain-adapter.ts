import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { writePlainAdapter, type PlainAdapter } from '../../adapters/plain/write-plain-adapter.js'
import { readAdapter } from '../../adapters/read/read-adapter.js'
import { diskFailure } from '../../kernel/disk-failure.js'
import { isLoradexError } from '../../kernel/error.js'
import { countOf } from '../../ui/format-number.js'
import { flagOption, type RunCommand } from '../command.js'
import type { AdapterPlainOutput } from '../outputs/adapter-output.js'
import { neededOption } from '../signing-options.js'
import { usageInvalid } from '../usage-invalid.js'

export const plainAdapterCommand: RunCommand = async (given, io) => {
  const [shown = '.'] = given.arguments
  const out = neededOption(given, 'out', 'Name a folder that is not there yet.')
  const files = await readAdapter(resolve(io.cwd, shown), shown)
  const done = await intoNewFolder(resolve(io.cwd, out), out, (folder) =>
    writePlainAdapter(files, folder),
  )
  if (flagOption(given, 'json')) {
    const printed: AdapterPlainOutput = { format_version: 1, out, ...done }
    io.stdout(JSON.stringify(printed, null, 2))
  } else io.stdout(said(done))
  io.stderr(`written to ${out}`)
  return 0
}

function said({ rank, modules, scaled, padded }: PlainAdapter): string {
  const parts = [`${scaled} scaled`, `${padded} padded`].join(', ')
  return `rank ${rank}, alpha ${rank}: ${countOf(modules, 'module')}, ${parts}`
}

/** All of it or nothing: the folder gets its name last. */
async function intoNewFolder<Result>(
  target: string,
  shown: string,
  write: (folder: string) => Promise<Result>,
): Promise<Result> {
  if ((await stat(target).catch(() => undefined)) !== undefined) {
    throw usageInvalid(
      `--out: expected a folder that is not there, saw ${shown}`,
      'Remove it, or name another.',
    )
  }
  try {
    await mkdir(dirname(target), { recursive: true })
    const folder = await mkdtemp(join(dirname(target), `.${basename(target)}-`))
    try {
      const result = await write(folder)
      await rename(folder, target)
      return result
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  } catch (cause) {
    throw isLoradexError(cause) ? cause : diskFailure(shown, cause)
  }
}
