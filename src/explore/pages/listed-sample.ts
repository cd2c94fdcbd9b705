import { isJsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import type { FoundRow } from '../rows/find-rows.js'
import type { Row, RowSeries } from '../rows/row-series.js'
import { sampleTexts, type SampleTexts } from './sample-texts.js'
import { matchesIn, type WantedText } from './wanted-text.js'

/** A row as a list shows it. */
export interface ListedSample {
  readonly row: Row
  readonly texts: SampleTexts
  /** The line around what was searched for, where that is not in the texts anyway. */
  readonly excerpt: string | undefined
}

/** Characters of the texts that a list shows. */
export const ASK_SHOWN = 180
export const ANSWER_SHOWN = 300

/** So much of a line is read for a list; of a longer one its beginning is shown as it is. */
const HEAD_BYTES = 64 * 1024

/** Bytes around what was searched for. */
const BEFORE = 60
const AFTER = 180

/** Reads the rows that were found. */
export async function listedSamples(
  series: RowSeries,
  found: readonly FoundRow[],
  wanted: WantedText,
): Promise<readonly ListedSample[]> {
  const rows = await series.read(
    found.map(({ row }) => row),
    HEAD_BYTES,
  )
  const places = new Map(found.map(({ row, at }) => [row, at]))
  return Promise.all(
    rows.map(async (row) => {
      const texts = textsOf(row)
      const isShown =
        wanted.q === '' ||
        matchesIn(texts.ask.slice(0, ASK_SHOWN), wanted).length > 0 ||
        matchesIn(texts.answer.slice(0, ANSWER_SHOWN), wanted).length > 0
      const at = places.get(row.row) ?? 0
      return { row, texts, excerpt: isShown ? undefined : await excerptAt(series, row.row, at) }
    }),
  )
}

function textsOf({ bytes, size }: Row): SampleTexts {
  const parsed = bytes.length === size ? parseJson(bytes) : undefined
  const sample = parsed && 'value' in parsed ? parsed.value : undefined
  // What is no JSON, or too long to be parsed here, is shown as it is.
  return isJsonObject(sample)
    ? sampleTexts(sample)
    : { ask: '', answer: bytes.toString(), isJson: true }
}

/** The line around a byte, as text; a character that was cut in two is left out. */
export async function excerptAt(series: RowSeries, row: number, at: number): Promise<string> {
  const bytes = await series.slice(row, Math.max(0, at - BEFORE), at + AFTER)
  return bytes
    .toString()
    .trimEnd()
    .replaceAll(/^\uFFFD+|\uFFFD+$/gu, '')
}
