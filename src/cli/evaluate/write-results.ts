import { createHash } from 'node:crypto'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { canonicalJson } from '../../kernel/write-json.js'
import { keepLayout } from '../../adapters/spec/keep-layout.js'
import { EVALUATION_BLOCK } from '../../adapters/spec/block-names.js'
import type { MetricResult } from '../../evaluation/evaluate.js'
import { readMetadataFile, replaceFile } from '../metadata/metadata-file.js'
import type { EvaluatedData } from '../outputs/evaluate-output.js'

export interface ResultsToWrite {
  readonly results: readonly MetricResult[]
  readonly data: EvaluatedData
  readonly seed: number
  /** What was evaluated, byte for byte. */
  readonly predictions: string
  /** What the other model answered, such as the base model before training. */
  readonly baseline: Baseline | undefined
  readonly loradexVersion: string
}

interface Baseline {
  readonly results: readonly MetricResult[]
  readonly predictions: string
}

/** Puts results into `loradex:evaluation`; those of the same metric on the same data are replaced. */
export async function writeResults(
  file: { readonly path: string; readonly shown: string; readonly cwd: string },
  { results, data, seed, predictions, baseline, loradexVersion }: ResultsToWrite,
): Promise<void> {
  const { document, text } = await readMetadataFile(file.shown, file.cwd)
  const outputs_digest = digestOf(predictions)
  const harness = { name: 'loradex', version: loradexVersion }
  const added = results.map((result) =>
    fromPlain({
      ...result,
      dataset: data,
      harness,
      seed,
      outputs_digest,
      ...baselineOf(result.metric, baseline),
    }),
  )
  const names = new Set(added.map(nameOf))
  const before = document.get(EVALUATION_BLOCK)
  const kept = (isJsonArray(before) ? before : []).filter((entry) => !names.has(nameOf(entry)))
  const after: JsonObject = new Map([...document, [EVALUATION_BLOCK, [...kept, ...added]]])
  await replaceFile(file.path, keepLayout(text, document, after), file.shown)
}

function baselineOf(metric: string, baseline: Baseline | undefined): object {
  const value = baseline?.results.find((result) => result.metric === metric)?.value
  if (baseline === undefined || value === undefined) return {}
  return { baseline: { value, outputs_digest: digestOf(baseline.predictions) } }
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** Metric, data set and split. */
function nameOf(entry: Json): string {
  if (!isJsonObject(entry)) return ''
  const dataset = entry.get('dataset')
  const parts = isJsonObject(dataset) ? [dataset.get('name'), dataset.get('split')] : []
  return canonicalJson([entry.get('metric') ?? null, ...parts.map((part) => part ?? null)])
}
