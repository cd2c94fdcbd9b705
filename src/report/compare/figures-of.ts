import { dropCodes } from '../funnel.js'
import type { ReportDocument } from '../report-document.js'
import type { FigureGroup } from './comparison.js'

export interface Figure {
  readonly group: FigureGroup
  readonly name: string
  readonly value: number
}

/** What a report measures, in the order of the page. What it did not measure is left out. */
export function* figuresOf(report: ReportDocument): Generator<Figure> {
  const { counts, emitted, schema_validation: schema, diversity, duplicates } = report
  const { read, dropped } = counts
  yield { group: 'records', name: 'read', value: read }
  yield { group: 'records', name: 'emitted', value: counts.emitted }
  yield { group: 'records', name: 'dropped', value: read - counts.emitted }
  for (const code of dropCodes) {
    const count = dropped[code]
    if (count !== undefined) yield { group: 'dropped', name: code, value: count }
  }
  for (const [name, value] of Object.entries(emitted.splits)) {
    yield { group: 'splits', name, value }
  }
  if (schema && schema.compliance_rate !== null) {
    yield { group: 'schema', name: 'compliance rate', value: schema.compliance_rate }
    yield { group: 'schema', name: 'violations', value: schema.violations }
  }
  if (counts.emitted > 0) {
    yield* spreadOf('lengths', emitted.length)
    yield* spreadOf('weights', emitted.weight)
    const { effective_sample_size: value } = emitted.weight
    yield { group: 'weights', name: 'effective sample size', value }
  }
  if (diversity && diversity.score !== null) {
    yield { group: 'diversity', name: 'score', value: diversity.score }
  }
  if (duplicates) {
    yield { group: 'duplicates', name: 'samples repeated', value: duplicates.samples_repeated }
  }
}

function* spreadOf(
  group: FigureGroup,
  { min, max, mean, quantiles }: ReportDocument['emitted']['length'],
): Generator<Figure> {
  yield { group, name: 'least', value: min }
  for (const name of ['p5', 'p25', 'p50', 'p75', 'p95', 'p99'] as const) {
    if (quantiles === null) continue
    yield { group, name: name === 'p50' ? 'median' : name, value: quantiles[name] }
  }
  yield { group, name: 'greatest', value: max }
  yield { group, name: 'mean', value: mean }
}
