import type { LineBlock } from '../sinks/sink.js'
import type { BatchPlaces } from './batch-places.js'
import type { Candidates } from './batch-outcome.js'
import { textLines } from './text-lines.js'
import { floatText } from '../kernel/float-text.js'

/** Name of the series of per-sample metrics. */
export const PER_SAMPLE = 'per-sample'

/** The lines of `per-sample-*.jsonl` for the kept samples of a batch, in the order of all splits. */
export function describeSamples(
  series: readonly string[],
  { placeText }: Pick<BatchPlaces, 'placeText'>,
): (candidates: Candidates, kept: Uint32Array, firstRow: number) => LineBlock {
  const splitTexts = series.map((name) => JSON.stringify(name))
  return (candidates, kept, firstRow) => {
    const { lines, splits } = candidates
    const lineOf = (index: number): string =>
      perSampleLine(candidates, index, {
        at: placeText(firstRow + (lines[index] ?? 0)),
        split: splitTexts[splits[index] ?? 0] ?? '""',
      })
    return textLines(Array.from(kept, lineOf))
  }
}

/** Place and split as JSON. */
function perSampleLine(
  candidates: Candidates,
  index: number,
  { at, split }: { readonly at: string; readonly split: string },
): string {
  const { starts, ends, lengths, weights, violations } = candidates
  const bytes = (ends[index] ?? 0) - (starts[index] ?? 0)
  const facts = [
    `"at":${at}`,
    `"split":${split}`,
    `"length":${lengths[index] ?? 0}`,
    `"bytes":${bytes}`,
    `"weight":${floatText(weights[index] ?? 0)}`,
    `"compliant":${violations[index] === 0}`,
  ]
  return `{${facts.join(',')}}`
}
