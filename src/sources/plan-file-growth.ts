import { isCompressed } from './content.js'
import { isSameSnapshot, openInputFile, type InputFile, type InputPath } from './input-file.js'
import { bytesIn, cutBytes } from './line-range.js'
import type { FileSnapshot, Growth, SourcePart } from './source.js'
import { LINE_FEED } from './split-lines.js'

export interface FileGrowthOptions {
  /** Files that have become longer have new records at their end. */
  readonly canGrow: boolean
  /** Cut what was added into byte ranges. */
  readonly cut: boolean
  readonly partBytes?: number | undefined
}

/** Compares two plans of the same files: what was added to them, and which files are new. */
export async function planFileGrowth(
  before: readonly SourcePart[],
  now: readonly SourcePart[],
  options: FileGrowthOptions,
): Promise<Growth> {
  const earlier = byInput(before)
  const current = byInput(now)
  const toCompare = new Map<number, SourcePart>()
  const added: SourcePart[] = []
  const changes = [...earlier.keys()]
    .filter((input) => !current.has(input))
    .map((input) => `${input}: no such file any more`)
  for (const [input, parts] of current) {
    const old = earlier.get(input) ?? []
    const last = old.at(-1)?.part.snapshot
    const [{ path, snapshot } = { path: '' }] = parts.map(({ part }) => part)
    if (!last || !snapshot) {
      added.push(...parts.map(({ part }) => part))
      continue
    }
    if (isSameSnapshot(last, snapshot)) continue
    for (const { ordinal, part } of old) toCompare.set(ordinal, { ...part, path, snapshot })
    const growth = await growthOf({ input, path, snapshot }, last, options)
    if (typeof growth === 'string') changes.push(`${input}: ${growth}`)
    else added.push(...growth)
  }
  return { added, toCompare, changes }
}

interface PlacedPart {
  readonly ordinal: number
  readonly part: SourcePart
}

function byInput(parts: readonly SourcePart[]): ReadonlyMap<string, readonly PlacedPart[]> {
  const inputs = new Map<string, PlacedPart[]>()
  for (const [ordinal, part] of parts.entries()) {
    const known = inputs.get(part.input)
    if (known) known.push({ ordinal, part })
    else inputs.set(part.input, [{ ordinal, part }])
  }
  return inputs
}

/** Parts of what stands behind the earlier end of a file, or why it is no addition. */
async function growthOf(
  grown: InputPath & { readonly snapshot: FileSnapshot },
  { bytes }: FileSnapshot,
  { canGrow, cut, partBytes }: FileGrowthOptions,
): Promise<readonly SourcePart[] | string> {
  const { snapshot } = grown
  if (snapshot.bytes === bytes) return []
  if (snapshot.bytes < bytes || !canGrow) {
    return `${snapshot.bytes} bytes in place of ${bytes}`
  }
  const file = await openInputFile(grown)
  try {
    if (await isCompressed(file)) return 'compressed, and longer than it was'
    const start = await startOfNew(file, bytes)
    if (start === undefined) return 'a last line that had no end, and goes on'
    const { bytes: end } = snapshot
    const ranges = cut ? cutBytes(end - start, partBytes) : [{ start: 0, end: end - start }]
    if (end === start) return []
    return ranges
      .map((range) => ({ start: start + range.start, end: start + range.end }))
      .map((range) => ({ ...grown, ...range, size: bytesIn(range) }))
  } finally {
    file.close()
  }
}

/** Behind the end of the last line, which may have come with what is new; undefined when that goes on. */
async function startOfNew(file: InputFile, end: number): Promise<number | undefined> {
  const from = Math.max(0, end - 1)
  const seen = await file.readRange(from, Math.min(end + 2, file.snapshot.bytes))
  if (end === 0 || seen[0] === LINE_FEED) return end
  if (seen[1] === LINE_FEED) return end + 1
  return seen[1] === CARRIAGE_RETURN && seen[2] === LINE_FEED ? end + 2 : undefined
}

const CARRIAGE_RETURN = 0x0d
