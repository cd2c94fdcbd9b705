import type { QualityMetricsRecipe } from './recipe.js'

/** What is tracked for the whole; nothing unless metrics are wanted. */
export function wantedMetrics({
  enable_metrics,
  aggregate_stats,
  ...track
}: QualityMetricsRecipe): Partial<QualityMetricsRecipe> {
  return enable_metrics && aggregate_stats ? track : {}
}
