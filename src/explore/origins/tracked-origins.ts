import { isJsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import type { Explorer, PerSample } from '../open-explorer.js'
import { patiently } from './patience.js'
import type { SampleOrigins } from './origin.js'
import { readPlace, type SourcePlace } from './source-place.js'

/** Longer than any line of a per-sample file but for absurd names of inputs. */
const LINE_BYTES = 16 * 1024
const LINE_FEED = 0x0a

/** As the per-sample files say. */
export function trackedOrigins(
  { manifest, splits, indexed, progress }: Explorer,
  { facts, shards }: PerSample,
): SampleOrigins {
  const order = new Map(manifest.source.inputs.map(({ input }, index) => [input, index]))

  async function placeOf(row: number): Promise<SourcePlace | undefined> {
    const line = await readLine(facts.offsetOf(row))
    const parsed = line && parseJson(line)
    const value = parsed && 'value' in parsed ? parsed.value : undefined
    const at = isJsonObject(value) ? value.get('at') : undefined
    return typeof at === 'string' ? readPlace(at) : undefined
  }

  async function readLine(offset: number): Promise<Buffer | undefined> {
    let start = 0
    for (const { text, starts } of shards) {
      const end = start + starts.bytes()
      if (offset < end) {
        const bytes = await text.read(offset - start, Math.min(offset + LINE_BYTES, end) - start)
        return bytes.subarray(0, bytes.indexOf(LINE_FEED))
      }
      start = end
    }
    return undefined
  }

  function isBefore(left: SourcePlace | undefined, right: SourcePlace): boolean {
    if (left === undefined || left.input === right.input) return (left?.line ?? 0) < right.line
    return (order.get(left.input) ?? 0) < (order.get(right.input) ?? 0)
  }

  return {
    async originOf(row) {
      await patiently(indexed)
      const place = progress().isComplete ? await placeOf(row) : undefined
      return place ? { ...place, unit: 'line' } : { unknown: 'reading' }
    },

    async rowAt(place) {
      await patiently(indexed)
      if (!progress().isComplete) return undefined
      for (const { first, end } of splits) {
        let [low, high] = [first, end]
        while (low < high) {
          const middle = (low + high) >>> 1
          if (isBefore(await placeOf(middle), place)) low = middle + 1
          else high = middle
        }
        const found = low < end ? await placeOf(low) : undefined
        if (found?.input === place.input && found.line === place.line) return low
      }
      return undefined
    },
  }
}
