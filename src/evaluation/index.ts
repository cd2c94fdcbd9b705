export {
  bootstrapInterval,
  pairedBootstrap,
  type BootstrapOptions,
  type Interval,
  type PairedDifference,
} from './bootstrap.js'
export {
  compareAnswers,
  evaluateAnswers,
  type EvaluationOptions,
  type MetricComparison,
  type MetricResult,
} from './evaluate.js'
export type { Answer, AnswerMetric, Share } from './metric.js'
export { readAnswers, readExpected } from './read-answers.js'
