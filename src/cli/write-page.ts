import { writeFile } from 'node:fs/promises'
import { diskFailure } from '../kernel/disk-failure.js'

/** @throws `export.disk-full` or `export.target-unwritable`, which call the file `shownPath`. */
export async function writePage(path: string, html: string, shownPath: string): Promise<void> {
  await writeFile(path, html).catch((cause: unknown) => {
    throw diskFailure(shownPath, cause)
  })
}
