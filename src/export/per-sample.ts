import type { Candidates } from './batch-outcome.js'
import { floatText } from '../kernel/float-text.js'

/** Name of the series of per-sample metrics. */
export const PER_SAMPLE = 'per-sample'

/** One line of `per-sample-*.jsonl`, in the order of the emitted samples of all splits. */
export function perSampleLine(
  candidates: Candidates,
  index: number,
  { at, split }: { readonly at: string; readonly split: string },
): string {
  const { ends, lengths, weights, violations } = candidates
  const bytes = (ends[index] ?? 0) - (index === 0 ? 0 : (ends[index - 1] ?? 0))
  const facts = [
    `"at":${JSON.stringify(at)}`,
    `"split":${JSON.stringify(split)}`,
    `"length":${lengths[index] ?? 0}`,
    `"bytes":${bytes}`,
    `"weight":${floatText(weights[index] ?? 0)}`,
    `"compliant":${violations[index] === 0}`,
  ]
  return `{${facts.join(',')}}`
}
