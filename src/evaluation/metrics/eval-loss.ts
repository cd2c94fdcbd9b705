import type { AnswerMetric, Answer, Share } from '../metric.js'

/** Mean negative log-likelihood of a token, in nats: every token counts the same. */
export const evalLoss: AnswerMetric = {
  name: 'eval_loss',
  isHigherBetter: false,
  share: surprise,
}

export const perplexity: AnswerMetric = {
  name: 'perplexity',
  isHigherBetter: false,
  share: surprise,
  value: Math.exp,
}

function surprise({ logprobs }: Answer): Share | undefined {
  if (logprobs === undefined || logprobs.length === 0) return undefined
  return { sum: -logprobs.reduce((sum, logprob) => sum + logprob, 0), weight: logprobs.length }
}
