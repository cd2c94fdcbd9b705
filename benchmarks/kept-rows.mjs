import { createHash } from 'node:crypto'
import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** How often each sample is in the files: by its content, and its weight, in any order. */
export async function keptRows(paths) {
  const rows = new Map()
  for (const path of paths) {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      const { instruction, input, output, weight } = JSON.parse(line)
      const content = JSON.stringify([instruction, input || '', output])
      const key = createHash('sha1').update(content).digest('base64')
      const known = rows.get(key)
      if (known) known.copies += 1
      else rows.set(key, { weight: weight === undefined ? undefined : Number(weight), copies: 1 })
    }
  }
  return rows
}

export function shardsIn(folder) {
  const names = readdirSync(folder).filter((name) => /^train-.*\.jsonl$/u.test(name))
  return names.toSorted().map((name) => join(folder, name))
}

/** `{ missing, extra, copies, weights }`: rows of ours that it lacks, and so on; all 0 when it keeps the same. */
export function comparedRows(ours, theirs) {
  const differences = { missing: 0, extra: 0, copies: 0, weights: 0 }
  for (const [key, { weight }] of ours) {
    const other = theirs.get(key)
    if (!other) differences.missing += 1
    else if (other.weight !== undefined && other.weight !== weight) differences.weights += 1
  }
  for (const [key, { copies }] of theirs) {
    if (!ours.has(key)) differences.extra += 1
    differences.copies += copies - 1
  }
  return differences
}
