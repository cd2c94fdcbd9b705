import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { good, plainRecipe } from '../end-to-end/bad-input-case.js'
import { inFolder } from '../end-to-end/in-folder.js'

/** With a template and metrics they take a second and a half or more: time enough to look at it. */
const RECORDS = 900_000

export const recipe: Readonly<Record<string, unknown>> = {
  ...plainRecipe,
  source: { type: 'jsonl', path: 'big.jsonl' },
  style: 'custom',
  custom: { template: { ask: '{{question}} {{answer}}' }, output: '/ask' },
  quality: { min_text_length: 10, skip_duplicates: false },
  quality_metrics: { enable_metrics: true },
  report: { html: false },
}

/** Ten records, of which nine are kept. */
export const lines: string = `${good('lorem ipsum '.repeat(4))}\n`.repeat(9) + `${good('short')}\n`

/** A folder with much to export. */
export async function inBusyFolder(use: (folder: string) => Promise<void>): Promise<void> {
  await inFolder({ files: { 'small.jsonl': lines }, recipe }, async (folder) => {
    await writeFile(join(folder, 'big.jsonl'), lines.repeat(RECORDS / 10))
    await use(folder)
  })
}
