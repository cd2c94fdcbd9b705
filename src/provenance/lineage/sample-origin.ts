import { LoradexError } from '../../kernel/error.js'
import { openSite } from '../../explore/site.js'
import { placeText } from '../../explore/origins/source-place.js'

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
 * @throws `lineage.source-gone` where that cannot be said
 */
export async function sampleOrigin(
  row: string,
  options: SampleOriginOptions,
): Promise<SampleOrigin> {
  const { folder, shown, baseFolders = [] } = options
  const site = await openSite(folder, { name: shown, baseFolders })
  try {
    const [split = '', text = ''] = row.split(':')
    const number = Number(text)
    const place = site.explorer.splits.find((each) => each.split === split)
    const rows = place === undefined ? 0 : place.end - place.first
    if (place === undefined || !Number.isSafeInteger(number) || number < 1 || number > rows) {
      throw noSample(row, place === undefined ? 'no such split' : `${rows} samples in ${split}`)
    }
    await site.explorer.indexed
    const [input] = site.explorer.manifest.source.inputs
    site.sources.begin()
    await Promise.all(
      site.explorer.manifest.source.inputs.map((each) => site.sources.settled(each.input)),
    )
    const origin = await site.origins.originOf(place.first + number - 1)
    if ('unknown' in origin || input === undefined)
      throw noSample(row, 'a source that cannot be read')
    return { row, at: placeText(origin) }
  } finally {
    await site.close()
  }
}

function noSample(row: string, seen: string): LoradexError {
  return new LoradexError('lineage.source-gone', {
    message: `${row}: expected a sample of the export, as split:number, saw ${seen}`,
    details: { input: row },
    hint: 'Name a sample such as train:1, and the folder of the source with --base.',
  })
}
