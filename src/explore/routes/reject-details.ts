import { isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { MAX_RECORD_BYTES } from '../../sources/limits.js'
import { readPlace } from '../origins/source-place.js'
import { sourceRecord, type SourceRecord } from '../origins/source-record.js'
import { RECORD_BYTES } from '../pages/record-view.js'
import type { RejectDetails } from '../pages/reject-page.js'
import { sampleAddress, sampleName } from '../pages/row-address.js'
import { textOf } from '../pages/sample-texts.js'
import type { Row } from '../rows/row-series.js'
import type { Site } from '../site.js'

/** Longer lines are shown as they are, and not taken apart. */
const MOST_PARSED = 4 * 1024 * 1024

/** A reject with the longest record in it: in JSON, a byte may take the room of six. */
const MOST_WRITTEN = 6 * MAX_RECORD_BYTES + MOST_PARSED

/** Everything there is to say of a reject, by its row. */
export async function rejectDetails(
  site: Site,
  number: number,
): Promise<RejectDetails | undefined> {
  const { rejects } = site.explorer
  const [row] = await rejects.read([number], MOST_PARSED)
  if (row === undefined) return undefined
  const reject = parsedReject(row)
  return {
    row,
    place: rejects.placeOf(number),
    reject,
    record: reject && (await rejectedRecord(site, reject, RECORD_BYTES)),
    kept: reject && (await keptAddress(site, reject)),
  }
}

export async function recordOfReject(
  site: Site,
  number: number,
  mostBytes: number,
): Promise<SourceRecord | undefined> {
  const [row] = await site.explorer.rejects.read([number], MOST_WRITTEN)
  const reject = row && parsedReject(row)
  return reject && rejectedRecord(site, reject, mostBytes)
}

function parsedReject({ bytes, size }: Row): JsonObject | undefined {
  const parsed = bytes.length === size ? parseJson(bytes) : undefined
  return parsed && 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : undefined
}

/** As the reject has it, else as it stands in the source. */
async function rejectedRecord(
  { sources }: Site,
  reject: JsonObject,
  mostBytes: number,
): Promise<SourceRecord> {
  const text = reject.get('record')
  if (typeof text === 'string') return { bytes: Buffer.from(text), input: 'exported' }
  const base64 = reject.get('record_base64')
  if (typeof base64 === 'string') return { bytes: Buffer.from(base64, 'base64'), input: 'exported' }
  const offset = reject.get('offset')
  return sourceRecord(sources, {
    ...readPlace(textOf(reject.get('at'))),
    offset: typeof offset === 'number' ? offset : undefined,
    mostBytes,
  })
}

async function keptAddress(
  { explorer, origins }: Site,
  reject: JsonObject,
): Promise<string | undefined> {
  const kept = reject.get('kept')
  if (typeof kept !== 'string') return undefined
  const row = await origins.rowAt(readPlace(kept))
  return row === undefined ? undefined : sampleAddress(sampleName(explorer.splits, row))
}
