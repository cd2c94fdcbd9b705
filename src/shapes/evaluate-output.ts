import { z } from 'zod'
import type { EvaluatedData, EvaluateOutput } from '../cli/outputs/evaluate-output.js'
import type { MetricComparison, MetricResult } from '../evaluation/evaluate.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import { count } from './figures.js'

const interval = {
  level: z.number(),
  low: z.number(),
  high: z.number(),
}

export const evaluateOutput: z.ZodType<EvaluateOutput> = z.strictObject({
  format_version: z.literal(1).describe('Grows when a key changes its meaning.'),
  predictions: z.string().describe('As it was named.'),
  answers: count,
  dataset: z
    .strictObject({
      name: z.string(),
      split: z.string(),
      digest: z.string().describe('SHA-256 of the shards, one after the other.'),
    } satisfies ShapeOf<EvaluatedData>)
    .nullable()
    .describe('Null where the predictions themselves say what was expected.'),
  seed: count.describe('Of the bootstrap.'),
  results: z.array(
    z.strictObject({
      metric: z.string(),
      value: z.number(),
      higher_is_better: z.boolean(),
      samples: count.describe('Answers that the metric says something of.'),
      confidence_interval: z.strictObject({ ...interval, method: z.literal('bootstrap') }),
    } satisfies ShapeOf<MetricResult>),
  ),
  comparison: z
    .array(
      z.strictObject({
        metric: z.string(),
        higher_is_better: z.boolean(),
        samples: count,
        difference: z.number().describe('Of the other predictions less these.'),
        ...interval,
        p_value: z.number().describe('Two-sided.'),
        better: z.enum(['first', 'second', 'neither']),
      } satisfies ShapeOf<MetricComparison>),
    )
    .describe('Empty without --compare.'),
  written: z.string().nullable().describe('The metadata that the results were written into.'),
} satisfies ShapeOf<EvaluateOutput>)
