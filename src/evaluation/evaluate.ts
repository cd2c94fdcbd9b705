import {
  bootstrapInterval,
  pairedBootstrap,
  quotientOf,
  type PairedDifference,
} from './bootstrap.js'
import { checkSameQuestions } from './check-same-questions.js'
import type { Answer, AnswerMetric, MetricContext, Share } from './metric.js'
import { evalLoss, perplexity } from './metrics/eval-loss.js'
import { exactMatch } from './metrics/exact-match.js'
import { fieldAccuracy } from './metrics/field-accuracy.js'
import { normalizedAccuracy } from './metrics/normalized-accuracy.js'
import { schemaValidity } from './metrics/schema-validity.js'
import { tokenF1 } from './metrics/token-f1.js'

const metrics: readonly AnswerMetric[] = [
  exactMatch,
  normalizedAccuracy,
  tokenF1,
  schemaValidity,
  fieldAccuracy,
  evalLoss,
  perplexity,
]

export interface EvaluationOptions extends Partial<MetricContext> {
  /** Of the bootstrap. @default 0 */
  readonly seed?: number
  /** @default 1000 */
  readonly resamples?: number
}

export interface MetricResult {
  readonly metric: string
  readonly value: number
  readonly higher_is_better: boolean
  /** Answers that the metric says something of. */
  readonly samples: number
  readonly confidence_interval: {
    readonly level: number
    readonly low: number
    readonly high: number
    readonly method: 'bootstrap'
  }
}

/**
 * Every metric that the answers allow, with a bootstrap interval. The same answers and seed give the same
 * figures.
 *
 * @example
 * ```ts
 * import { evaluateAnswers } from 'loradex/evaluation'
 *
 * const answers = [{ output: 'Paris', expected: 'paris', logprobs: [-0.1, -0.2] }]
 * for (const { metric, value } of evaluateAnswers(answers)) console.log(metric, value)
 * ```
 */
export function evaluateAnswers(
  answers: readonly Answer[],
  { seed = 0, resamples = 1000, validator }: EvaluationOptions = {},
): readonly MetricResult[] {
  return metrics.flatMap((metric) => {
    const { value = (quotient: number) => quotient } = metric
    const shares = answers
      .map((answer) => metric.share(answer, { validator }))
      .filter((share) => share !== undefined)
    if (shares.length === 0) return []
    const interval = bootstrapInterval(shares, { seed, resamples, value })
    return [
      {
        metric: metric.name,
        value: value(quotientOf(shares)),
        higher_is_better: metric.isHigherBetter,
        samples: shares.length,
        confidence_interval: { ...interval, method: 'bootstrap' as const },
      },
    ]
  })
}

export interface MetricComparison extends PairedDifference {
  readonly metric: string
  readonly higher_is_better: boolean
  readonly samples: number
  /** Which one is better, where the interval of the difference leaves 0 out. */
  readonly better: 'first' | 'second' | 'neither'
}

/**
 * Two systems on the same questions, in the same order: the difference of each metric.
 * @throws `evaluation.invalid` where the questions are not the same
 */
export function compareAnswers(
  first: readonly Answer[],
  second: readonly Answer[],
  { seed = 0, resamples = 1000, validator }: EvaluationOptions = {},
): readonly MetricComparison[] {
  checkSameQuestions(
    { answers: first, shown: 'the first' },
    { answers: second, shown: 'the second' },
  )
  return metrics.flatMap((metric) => {
    const pairs = first.flatMap((answer, place): readonly (readonly [Share, Share])[] => {
      const other = second[place]
      const shares = [answer, other].map((each) => each && metric.share(each, { validator }))
      const [left, right] = shares
      return left === undefined || right === undefined ? [] : [[left, right]]
    })
    if (pairs.length === 0) return []
    const result = pairedBootstrap(pairs, { seed, resamples, value: metric.value })
    const sign = result.low > 0 ? 1 : result.high < 0 ? -1 : 0
    const isSecond = sign === (metric.isHigherBetter ? 1 : -1)
    return [
      {
        metric: metric.name,
        higher_is_better: metric.isHigherBetter,
        samples: pairs.length,
        ...result,
        better:
          sign === 0 ? ('neither' as const) : isSecond ? ('second' as const) : ('first' as const),
      },
    ]
  })
}
