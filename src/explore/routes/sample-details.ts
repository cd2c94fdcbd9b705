import { isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import type { Origin } from '../origins/origin.js'
import { placeText } from '../origins/source-place.js'
import { sourceRecord, type SourceRecord } from '../origins/source-record.js'
import { RECORD_BYTES } from '../pages/record-view.js'
import { rejectFilter } from '../pages/reject-filter.js'
import { everyReject } from '../pages/rejects-query.js'
import type { SampleDetails } from '../pages/sample-page.js'
import { findRows } from '../rows/find-rows.js'
import type { Row } from '../rows/row-series.js'
import type { Site } from '../site.js'

/** Longer lines are shown as they are, and not taken apart. */
const MOST_PARSED = 4 * 1024 * 1024

/** Looking for duplicates may take so long. */
const DUPLICATES_MS = 150
const MOST_DUPLICATES = 10

/** Everything there is to say of a sample. */
export async function sampleDetails(
  site: Site,
  number: number,
): Promise<SampleDetails | undefined> {
  const { explorer, origins, schema } = site
  const [row] = await explorer.samples.read([number], MOST_PARSED)
  if (row === undefined) return undefined
  const sample = parsedSample(row)
  const origin = await origins.originOf(number)
  return {
    row,
    place: explorer.samples.placeOf(number),
    sample,
    errors: sample && schema?.errors(sample),
    origin,
    record: await recordOf(site, origin, RECORD_BYTES),
    duplicates: await duplicatesOf(site, origin),
    measured: explorer.perSample && {
      length: explorer.perSample.facts.lengthAt(number),
      weight: explorer.perSample.facts.weightAt(number),
    },
  }
}

/** Nothing where nobody knows the place. */
export async function recordOf(
  { sources }: Site,
  origin: Origin,
  mostBytes: number,
): Promise<SourceRecord | undefined> {
  if ('unknown' in origin) return undefined
  return sourceRecord(sources, { ...origin, mostBytes })
}

function parsedSample({ bytes, size }: Row): JsonObject | undefined {
  const parsed = bytes.length === size ? parseJson(bytes) : undefined
  return parsed && 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : undefined
}

/** The first rejects that were dropped in favour of the record at the place, counted from 1. */
async function duplicatesOf({ explorer }: Site, origin: Origin): Promise<readonly number[]> {
  const { manifest, rejects, rejectFacts } = explorer
  if ('unknown' in origin || manifest.counts.dropped['duplicate'] === undefined) return []
  const query = { ...everyReject, code: 'duplicate', kept: placeText(origin) }
  const { rows } = await findRows(rejects, rejectFilter(query, rejectFacts), {
    from: 0,
    to: rejects.total,
    limit: MOST_DUPLICATES,
    deadline: performance.now() + DUPLICATES_MS,
  })
  return rows.map(({ row }) => row + 1)
}
