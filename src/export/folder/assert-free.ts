import type { Disk } from '../../disk/disk.js'
import { LoradexError } from '../../kernel/error.js'

/** By this file a folder is known to be an export, and nothing else is ever replaced. */
export const MARK = 'manifest.json'

/** @throws `export.target-exists` unless there is nothing at the target, or an export that may be replaced. */
export async function assertFree(disk: Disk, target: string, mayReplace: boolean): Promise<void> {
  const names = await disk.list(target)
  if (names?.length === 0 || (names === undefined && !(await disk.has(target)))) return
  const isExport = names?.includes(MARK) ?? false
  if (mayReplace && isExport) return
  throw new LoradexError('export.target-exists', {
    message: isExport
      ? `${target}: expected nothing there, saw an earlier export`
      : `${target}: expected nothing there, saw something that is not an export`,
    details: { target },
    hint: isExport
      ? 'Name another folder with --out, or pass --force to replace the export.'
      : 'Name another folder with --out; only an export is ever replaced.',
  })
}
