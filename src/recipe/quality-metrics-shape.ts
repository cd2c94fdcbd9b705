import { z } from 'zod'
import { flag, type ShapeOf } from './field-shape.js'
import type { QualityMetricsRecipe } from './recipe.js'

export const qualityMetrics: z.ZodType<QualityMetricsRecipe> = z.strictObject({
  enable_metrics: flag(false, 'Measures the samples.'),
  track_per_sample: flag(false, 'Writes the measures of each sample.'),
  aggregate_stats: flag(true, 'Writes the measures of the whole.'),
  track_schema_compliance: flag(true, 'Counts samples that comply with the schema.'),
  track_length_distribution: flag(true, 'Counts samples by length, in steps of 100.'),
  track_diversity_score: flag(true, 'Estimates how different the samples are, 0 to 1.'),
  track_distinct_ngrams: flag(false, 'Estimates how many words, pairs and triples differ, of all.'),
} satisfies ShapeOf<QualityMetricsRecipe>)
