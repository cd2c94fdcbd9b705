import { countOf, formatCount, formatNumber, formatPercent } from '../../ui/format-number.js'
import { dropCodes } from '../funnel.js'
import type { ReportDocument } from '../report-document.js'
import type { NextStep } from './next-step.js'

/** Below it, few samples have most of the weight. */
const LOW_EFFECTIVE_SHARE = 0.5
/** Population stability: from here on a shift is commonly called moderate. */
const NOTABLE_PSI = 0.1
/** A split with fewer samples measures little. */
const SMALL_SPLIT = 50
/** The longest text against the 99th percentile. */
const FAR_OUT = 5
const ONE_SIDED = 0.9
/** Of one kind: whoever has many splits or fields looks at their table. */
const MOST_ALIKE = 2

/** What the written samples themselves ask for. */
export function dataSteps(report: ReportDocument): readonly NextStep[] {
  if (report.counts.read === 0) return [nothingRead]
  if (report.counts.emitted === 0) return [nothingWritten(report)]
  return [
    ...violating(report),
    ...unequalWeights(report),
    ...Array.from(drifts(report)).slice(0, MOST_ALIKE),
    ...Array.from(smallSplits(report)).slice(0, MOST_ALIKE),
    ...outliers(report),
    ...Array.from(oneSided(report)).slice(0, MOST_ALIKE),
    ...noGates(report),
  ]
}

const nothingRead: NextStep = {
  urgency: 'must',
  finding: 'The source has no records.',
  advice: 'Check the path, table or query.',
  key: 'source',
}

function nothingWritten({ counts }: ReportDocument): NextStep {
  const [code = 'a reason'] = dropCodes.toSorted(
    (left, right) => (counts.dropped[right] ?? 0) - (counts.dropped[left] ?? 0),
  )
  return {
    urgency: 'must',
    finding: `None of ${countOf(counts.read, 'record')} became a sample.`,
    advice: `Begin with ${code}, the most frequent reason; loradex export --dry-run shows single records.`,
  }
}

function* violating({ emitted, counts }: ReportDocument): Generator<NextStep> {
  if (emitted.violating === 0) return
  yield {
    urgency: 'should',
    finding: `${countOf(emitted.violating, 'written sample')} of ${formatCount(counts.emitted)} violate the schema.`,
    advice: 'Set it to true to drop them.',
    key: 'structured_gen.reject_invalid_samples',
  }
}

function* unequalWeights({ emitted, counts }: ReportDocument): Generator<NextStep> {
  const share = emitted.weight.effective_sample_size / counts.emitted
  if (share >= LOW_EFFECTIVE_SHARE) return
  yield {
    urgency: 'should',
    finding: `The weights make ${countOf(counts.emitted, 'sample')} count like ${formatCount(Math.round(emitted.weight.effective_sample_size))} (${formatPercent(share)}).`,
    advice: 'Set an upper bound, so that few samples do not decide what is learned.',
    key: 'weighting.max_weight',
  }
}

function* drifts({ emitted }: ReportDocument): Generator<NextStep> {
  for (const [name, { drift }] of Object.entries(emitted.split_lengths)) {
    if (drift === null || drift.psi < NOTABLE_PSI || drift.psi <= drift.psi_by_chance) continue
    yield {
      urgency: 'should',
      finding: `Lengths of a split differ from those of the split they are held against: population stability index ${formatNumber(drift.psi, 2)}, by chance at most ${formatNumber(drift.psi_by_chance, 2)}.`,
      about: name,
      advice:
        'Split by a key that has nothing to do with length; few values of the key have that effect, too.',
      key: 'split.key',
    }
  }
}

function* smallSplits({ emitted }: ReportDocument): Generator<NextStep> {
  for (const [name, samples] of Object.entries(emitted.splits)) {
    if (samples >= SMALL_SPLIT) continue
    yield {
      urgency: 'could',
      finding: `A split has ${countOf(samples, 'sample')}, too few to measure with.`,
      about: name,
      advice: 'Give it a larger share, or add records.',
      key: 'split.ratios',
    }
  }
}

function* outliers({ emitted: { length } }: ReportDocument): Generator<NextStep> {
  const usual = length.quantiles?.p99
  if (usual === undefined || usual === 0 || length.max < FAR_OUT * usual) return
  yield {
    urgency: 'could',
    finding: `The longest text has ${formatCount(length.max)} characters, 99% have at most ${formatNumber(usual, 0)}.`,
    advice: 'Check that it fits into the context of the model, or bound the length.',
    key: 'quality.max_text_length',
  }
}

function* oneSided({ categories }: ReportDocument): Generator<NextStep> {
  for (const { field, samples, values, distinct, other } of categories) {
    const [first] = values
    const isList = values.reduce((sum, { count }) => sum + count, other) > samples
    if (isList) continue
    if (first === undefined || distinct < 2 || first.count / samples < ONE_SIDED) continue
    yield {
      urgency: 'could',
      finding: `${formatPercent(first.count / samples)} of the samples have the same value of a field with ${formatCount(distinct)} values.`,
      about: `${field}: ${String(first.value)}`,
      advice:
        'Add records of the other values, or weight them up, if the model shall know them as well.',
      key: 'weighting.weight_field',
    }
  }
}

function* noGates({ gates, counts }: ReportDocument): Generator<NextStep> {
  if (gates.length > 0) return
  const drops = (counts.read - counts.emitted) / counts.read
  const bound = Math.min(Math.ceil((drops + 0.01) * 100) / 100, 1)
  yield {
    urgency: 'could',
    finding: 'No gate is set, so a worse export of tomorrow passes unseen.',
    advice: `Hold on to what this one reached, for example gates: { max_drop_rate: ${bound} }.`,
    key: 'gates',
  }
}
