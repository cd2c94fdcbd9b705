import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { good, plainRecipe } from '../end-to-end/bad-input-case.js'
import { inFolder } from '../end-to-end/in-folder.js'

/** Takes two seconds or more: time enough to look at it. */
const INPUT_BYTES = 50 * 2 ** 20

export const recipe: Readonly<Record<string, object>> = {
  ...plainRecipe,
  source: { type: 'jsonl', path: 'big.jsonl' },
  quality: { min_text_length: 10, skip_duplicates: false },
}

export const lines: string = `${good('lorem ipsum '.repeat(4))}\n`.repeat(9) + `${good('short')}\n`

/** A folder with much to export: nine records in ten are kept. */
export async function inBusyFolder(use: (folder: string) => Promise<void>): Promise<void> {
  await inFolder({ files: { 'small.jsonl': lines }, recipe }, async (folder) => {
    const count = Math.ceil(INPUT_BYTES / lines.length)
    await writeFile(join(folder, 'big.jsonl'), lines.repeat(count))
    await use(folder)
  })
}
