import type { Validator } from '../schema/validate/validator.js'

/** One answer, and what it should have been. */
export interface Answer {
  readonly output: string
  /** Undefined where nobody knows. */
  readonly expected: string | undefined
  /** Of each token that the model had to produce, natural logarithms; undefined where not recorded. */
  readonly logprobs: readonly number[] | undefined
}

/** What one answer adds to a metric: the value of it is Σ sum / Σ weight. */
export interface Share {
  readonly sum: number
  readonly weight: number
}

export interface MetricContext {
  readonly validator: Validator | undefined
}

/** A measure of answers. */
export interface AnswerMetric {
  readonly name: string
  readonly isHigherBetter: boolean
  /** Undefined where the metric says nothing of the answer. */
  share(answer: Answer, context: MetricContext): Share | undefined
  /** Of the quotient. @default the quotient itself */
  readonly value?: (quotient: number) => number
}
