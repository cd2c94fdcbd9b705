import { LoradexError } from '../../kernel/error.js'
import { openSite } from '../../explore/site.js'
import { placeText } from '../../explore/origins/source-place.js'
import type { SplitRows } from '../../explore/rows/sample-facts.js'
import { shortPath } from '../../kernel/short-path.js'
import { sourceGone } from '../records/source-gone.js'

export interface SampleOrigin {
  /** `test:17`: split, and number in it, counted from 1. */
  readonly row: string
  /** Where its record stands in the source. */
  readonly at: string
}

export interface SampleOriginOptions {
  /** Of the export. */
  readonly folder: string
  readonly shown: string
  readonly baseFolders?: readonly string[]
}

/**
 * The place of the record that a sample was made from.
 * @throws `usage.invalid` for a row that is none, `lineage.source-gone` where its place cannot be said
 */
export async function sampleOrigin(
  row: string,
  options: SampleOriginOptions,
): Promise<SampleOrigin> {
  const { folder, shown, baseFolders = [] } = options
  const site = await openSite(folder, { name: shown, baseFolders })
  try {
    const sample = sampleAt(row, site.explorer.splits)
    await site.explorer.indexed
    const [input] = site.explorer.manifest.source.inputs
    site.sources.begin()
    await Promise.all(
      site.explorer.manifest.source.inputs.map((each) => site.sources.settled(each.input)),
    )
    const origin = await site.origins.originOf(sample)
    if ('unknown' in origin || input === undefined) {
      throw sourceGone(input?.input ?? site.explorer.manifest.source.id, 'one that cannot be read')
    }
    return { row, at: placeText(origin) }
  } finally {
    await site.close()
  }
}

/** Its number among all samples. */
function sampleAt(row: string, splits: readonly SplitRows[]): number {
  const filled = splits.filter(({ first, end }) => end > first)
  const known = filled.map(({ split, first, end }) => `${split}:1 to ${split}:${end - first}`)
  const [, split, digits] = /^(.+):(\d+)$/u.exec(row) ?? []
  if (split === undefined) throw noSample('as split:number', row, known)
  const place = filled.find((each) => each.split === split)
  if (place === undefined) throw noSample('in a split of the export', row, known)
  const [number, rows] = [Number(digits), place.end - place.first]
  if (number >= 1 && number <= rows) return place.first + number - 1
  throw noSample(`from ${split}:1 to ${split}:${rows}`, row, known)
}

function noSample(expected: string, row: string, known: readonly string[]): LoradexError {
  return new LoradexError('usage.invalid', {
    message: `expected --row ${expected}, saw ${shortPath(row)}`,
    details: { args: [row] },
    hint:
      known.length === 0
        ? 'Name an export that has samples.'
        : `Name one of ${known.slice(0, 3).join(', or of ')}.`,
  })
}
