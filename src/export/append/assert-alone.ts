import { join } from 'node:path'
import type { Disk } from '../../disk/disk.js'
import { LoradexError } from '../../kernel/error.js'
import type { Manifest } from '../../records/manifest.js'
import { MARK } from '../folder/assert-free.js'
import { KEPT_HISTORY, STATE } from './kept-export.js'

/** In no manifest; the page only where `loradex report` has made it, which can make it again. */
const UNLISTED = [MARK, 'adapter_metadata.json', STATE, KEPT_HISTORY, 'report.html']

/**
 * An export that is appended to is replaced as a whole: whatever else is there would be gone.
 * @throws `export.not-appendable`
 */
export async function assertAlone(disk: Disk, target: string): Promise<void> {
  const text = Buffer.from((await disk.read(join(target, MARK))) ?? []).toString()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its digest says that we wrote it
  const { shards, rejects, per_sample, files } = JSON.parse(text) as Manifest
  const lines = [...shards, ...rejects, ...per_sample].map(({ file }) => file)
  const own = new Set([...UNLISTED, ...lines, ...Object.keys(files)])
  const others = ((await disk.list(target)) ?? []).filter((name) => !own.has(name))
  if (others.length === 0) return
  throw new LoradexError('export.not-appendable', {
    message: `${target}: expected the files of the export alone, saw ${others.toSorted().join(', ')}`,
    details: { target },
    hint: 'Move what is not of the export to another place, or remove it: the folder is replaced as a whole.',
  })
}
