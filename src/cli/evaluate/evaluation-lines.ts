import type { EvaluateOutput } from '../outputs/evaluate-output.js'

/** A line for each metric, and for each difference. */
export function* evaluationLines(output: EvaluateOutput): Generator<string> {
  const { results, comparison, answers, dataset } = output
  yield `${answers} answers${dataset === null ? '' : ` on ${dataset.name} ${dataset.split}`}`
  for (const { metric, value, confidence_interval: interval, samples } of results) {
    const range = `[${figure(interval.low)}, ${figure(interval.high)}]`
    yield `${metric.padEnd(22)}${figure(value).padEnd(10)}${range.padEnd(20)}${samples} answers`
  }
  if (comparison.length > 0) yield 'the others less these'
  for (const { metric, difference, low, high, p_value, better } of comparison) {
    const range = `[${figure(low)}, ${figure(high)}]`
    const verdict = { first: 'worse', second: 'better', neither: 'no clear difference' }[better]
    yield `${metric.padEnd(22)}${figure(difference).padEnd(10)}${range.padEnd(20)}p ${figure(p_value)}, ${verdict}`
  }
}

function figure(value: number): string {
  return String(Number(value.toPrecision(4)))
}
