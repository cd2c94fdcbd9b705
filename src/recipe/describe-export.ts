import { parseJsonText } from '../kernel/parse-json.js'
import { fromPlain } from '../kernel/plain-json.js'
import type { ExportResult } from '../records/export-result.js'
import { judgeGates } from '../report/gates.js'
import { qualityReport, type ExportReport } from '../report/report.js'
import type { PlannedExport } from './plan-export.js'
import { VERSION } from './version.js'

/** What `report.json` says. */
export function describeExport(
  { recipe, shownRecipe, schemaText, constraint }: PlannedExport,
  result: ExportResult,
): ExportReport {
  const { duplicates } = result
  const schema = schemaText === undefined ? undefined : parseJsonText(schemaText)
  return {
    format_version: 1,
    loradex_version: VERSION,
    plan_digest: result.planDigest,
    source: result.sourceId,
    inputs: result.inputs,
    counts: result.counts,
    gates: judgeGates(recipe.gates, result),
    ...qualityReport(result.metrics),
    emitted: result.emitted,
    ...(duplicates && { duplicates }),
    categories: result.categories,
    ...(recipe.output.digests === 'none' && { digests: 'none' }),
    shards: result.shards,
    rejects: result.rejects,
    per_sample: result.perSample,
    recipe: fromPlain(shownRecipe),
    ...(schema !== undefined && { schema }),
    ...(constraint && { text_constraint: constraint }),
    excerpts: result.excerpts,
  }
}
