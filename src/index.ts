export type { DropCode } from './records/verdict.js'
export type { EmittedReport, ExportResult } from './records/export-result.js'
export type { Counts, Manifest, ManifestInput, ManifestShard } from './records/manifest.js'
export type { CategoryCount, CategoryField } from './records/categories.js'
export type {
  Distribution,
  Drift,
  HistogramBin,
  Quantiles,
  SplitLengths,
} from './records/distribution.js'
export type { DuplicateCluster, Duplicates } from './records/duplicates.js'
export type { Excerpts, RejectExcerpt, SampleExcerpt } from './records/excerpts.js'
export { funnel, type FunnelStage, type FunnelStep } from './report/funnel.js'
export type {
  DiversityReport,
  ReportDocument,
  SchemaValidationReport,
  TopError,
} from './report/report-document.js'
export type { ExportReport, QualityReport } from './report/report.js'
export type { GateResult } from './report/gates.js'
export type { Progress } from './export/progress.js'
export type { Reject } from './export/reject.js'
export { LoradexError, isLoradexError, type ErrorCode, type ErrorDetails } from './kernel/error.js'
export {
  isJsonArray,
  isJsonObject,
  JsonNumber,
  jsonNumber,
  type Json,
  type JsonObject,
} from './kernel/json-value.js'
export { fromPlain, toPlain, type PlainJson } from './kernel/plain-json.js'
export { checkRecipe } from './recipe/check-recipe.js'
export { dryRun, type DryRun } from './recipe/dry-run.js'
export type { ExportEntitiesOptions, ExportStats } from './recipe/export-entities-options.js'
export { exportRecipe, type ExportOptions, type ExportSummary } from './recipe/export-recipe.js'
export type { ExporterConfig, ExporterOptions } from './recipe/exporter-config.js'
export { JsonlLlmExporter, type SchemaVerdict } from './recipe/jsonl-llm-exporter.js'
export {
  loadRecipe,
  type LoadedRecipe,
  type LoadOptions,
  type PlacedRecipe,
} from './recipe/load-recipe.js'
export type { Recipe, SourceRecipe, StyleName } from './recipe/recipe.js'
export type { Environment } from './recipe/secrets.js'
export type { SchemaError } from './schema/validate/validator.js'
