import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { diskFailure } from '../kernel/disk-failure.js'
import { LoradexError } from '../kernel/error.js'

/** Room for an export in the making, which nobody sees until it is complete. */
export interface WorkFolder {
  /** What will be published. */
  readonly output: string
  /** Copies of sources that can be read only once. */
  readonly spool: string
  /** Makes `output` visible under its final name, all or nothing. */
  publish(): Promise<void>
  /** Leaves no trace; may be called at any time and twice. */
  discard(): Promise<void>
}

export interface WorkFolderOptions {
  /** Retires an earlier export at the target, once the new one is complete. @default false */
  readonly replace?: boolean
}

/** By this file a folder is known to be an export, and nothing else is ever replaced. */
const MARK = 'manifest.json'

export async function openWorkFolder(
  target: string,
  { replace = false }: WorkFolderOptions = {},
): Promise<WorkFolder> {
  await assertFree(target, replace)
  // Beside the target, because a rename is atomic only within one volume.
  const root = join(dirname(target), `.${basename(target)}.loradex-${randomUUID()}`)
  const output = join(root, 'output')
  const spool = join(root, 'spool')
  for (const folder of [output, spool]) {
    await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
      throw diskFailure(target, cause)
    })
  }
  const discard = (): Promise<void> => rm(root, { recursive: true, force: true })

  return {
    output,
    spool,
    discard,
    async publish() {
      await assertFree(target, replace)
      // A crash between the renames leaves the earlier export whole, within the work folder.
      if (existsSync(target)) await rename(target, join(root, 'retired'))
      await rename(output, target)
      await discard()
    },
  }
}

async function assertFree(target: string, replace: boolean): Promise<void> {
  if (!existsSync(target)) return
  const names = await readdir(target).catch(() => undefined)
  if (names?.length === 0) return
  const isExport = names?.includes(MARK) ?? false
  if (replace && isExport) return
  throw new LoradexError('export.target-exists', {
    message: isExport
      ? `expected nothing at ${target}, found an earlier export`
      : `expected nothing at ${target}, found something that is not an export`,
    details: { target },
    hint: isExport
      ? 'Name another folder with --out, or pass --force to replace the export.'
      : 'Name another folder with --out; only an export is ever replaced.',
  })
}
