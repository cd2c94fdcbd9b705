import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { adapterMetadataDocument } from '../adapters/adapter-metadata.js'
import { datasetCard, type CardField } from '../adapters/dataset-card.js'
import type { Disk } from '../disk/disk.js'
import { isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { fromPlain } from '../kernel/plain-json.js'
import { readColumns } from '../metrics/column-types.js'
import { indentJson } from '../kernel/write-json.js'
import type { ColumnType } from '../records/column-type.js'
import type { ExportResult } from '../records/export-result.js'
import type { Manifest, ManifestEngine } from '../records/manifest.js'
import { reportFacts } from '../report/html/report-facts.js'
import type { ExportReport } from '../report/report.js'
import type { PlannedExport } from './plan-export.js'
import type { Recipe } from './recipe.js'
import { constraintFile } from './text-constraint.js'
import { VERSION } from './version.js'

export interface DocumentFacts {
  readonly planned: PlannedExport
  readonly result: ExportResult
  readonly report: ExportReport
  /** Written into `adapter_metadata.json` only, the one file that knows a clock. */
  readonly exportedAt: Date
  /** What that file kept of an earlier one. */
  readonly originalMetadata: JsonObject | undefined
  /** SHA-256 of the manifest of the export that this one appends to, in hex. */
  readonly predecessor?: string | undefined
  /** Absent: this program alone. */
  readonly engine?: ManifestEngine
}

export interface WrittenDocuments {
  /** Text of `adapter_metadata.json`, when the recipe tracks it. */
  readonly adapterMetadata?: string
  /** In hex. */
  readonly manifestSha256: string
}

/** Writes everything beside the shards; without a folder it has been written. */
export async function writeDocuments(
  { disk, folder }: { readonly disk: Disk; readonly folder: string | undefined },
  facts: DocumentFacts,
): Promise<WrittenDocuments> {
  const { planned, result, report } = facts
  const { recipe, schemaText, constraint } = planned
  const reportJson = fromPlain(report)
  const documents = new Map<string, string>([
    ['report.json', indentJson(reportJson)],
    ['README.md', cardText(facts)],
  ])
  if (recipe.report.html) documents.set('report.html', await reportPage(reportJson))
  if (schemaText !== undefined) documents.set('schema.json', schemaText)
  if (constraint !== undefined) documents.set(constraintFile(constraint), constraint.text)
  const inferred = result.metrics.get('inferred_schema')
  if (inferred !== undefined) documents.set('inferred_schema.json', indentJson(inferred))
  const digests = Array.from(documents, ([name, text]): [string, string] => [name, sha256(text)])

  const adapterMetadata = recipe.adapter_metadata.enable_tracking ? metadataText(facts) : undefined
  if (adapterMetadata !== undefined) documents.set('adapter_metadata.json', adapterMetadata)
  const manifest = indentJson(fromPlain(manifestOf(facts, digests)))
  documents.set('manifest.json', manifest)
  if (folder !== undefined) {
    await Promise.all(
      Array.from(documents, ([name, text]) => writeText(disk, join(folder, name), text)),
    )
  }
  return {
    ...(adapterMetadata !== undefined && { adapterMetadata }),
    manifestSha256: sha256(manifest),
  }
}

/** In place of what an earlier export may have written there. */
async function writeText(disk: Disk, path: string, text: string): Promise<void> {
  const file = await disk.open(path, 'any')
  try {
    await file.truncate(0)
    await file.write([Buffer.from(text)], 0)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** What draws pages; loaded by exports that have one. */
export async function loadPages(): Promise<typeof import('../report/html/render-report.js')> {
  return import('../report/html/render-report.js')
}

async function reportPage(reportJson: Json): Promise<string> {
  const { renderReport } = await loadPages()
  return renderReport(reportFacts(reportJson))
}

function metadataText(facts: DocumentFacts): string {
  const { planned, result, exportedAt, originalMetadata: original } = facts
  const { adapter_metadata } = planned.recipe
  const numSamples = result.counts.emitted
  const options = { numSamples, exportedAt, ...(original && { original }) }
  return indentJson(adapterMetadataDocument(adapter_metadata, options))
}

/** `adapter_metadata.json` is not listed: it holds the time of the export, which decides nothing. */
function manifestOf(
  { planned, result, predecessor, engine }: DocumentFacts,
  digests: readonly (readonly [string, string])[],
): Manifest {
  const { weighting, output } = planned.recipe
  const { auto_weight_by_freshness, reference_time } = weighting
  return {
    format_version: 1,
    loradex_version: VERSION,
    plan_digest: result.planDigest,
    ...(predecessor !== undefined && { predecessor }),
    ...(auto_weight_by_freshness && reference_time !== undefined && { reference_time }),
    source: { id: result.sourceId, inputs: result.inputs },
    counts: result.counts,
    ...(output.digests === 'none' && { digests: 'none' }),
    shards: result.shards,
    rejects: result.rejects,
    per_sample: result.perSample,
    files: Object.fromEntries(digests.toSorted(([left], [right]) => (left < right ? -1 : 1))),
    ...(engine && { engine }),
  }
}

function cardText({ planned, result }: DocumentFacts): string {
  const { recipe, plan, schemaText, constraint } = planned
  const { adapter_metadata: adapter, output, style } = recipe
  const { counts, emitted } = result
  const compliance = complianceRate(result)
  return datasetCard({
    title: adapter.training_config.dataset_name || adapter.adapter_id || 'Fine-tuning data',
    style,
    language: adapter.language,
    ...(adapter.task_type !== '' && { taskType: adapter.task_type }),
    ...(adapter.domain !== '' && { domain: adapter.domain }),
    splits: plan.pipeline.series.map((name) => ({
      name,
      samples: emitted.splits[name] ?? 0,
      bytes: bytesOf(result, name),
    })),
    compression: output.compression,
    emitted: counts.emitted,
    read: counts.read,
    dropped: counts.dropped,
    fields: fieldsOf(recipe),
    columns: columnsOf(recipe, result),
    ...(schemaText !== undefined && {
      schema: { file: 'schema.json', complianceRate: compliance },
    }),
    ...(constraint && {
      constraint: { kind: constraint.kind, file: constraintFile(constraint) },
    }),
    recipeDigest: plan.digest,
    version: VERSION,
  })
}

function complianceRate({ metrics }: ExportResult): number | null {
  const compliance = metrics.get('schema_validation')
  const rate = isJsonObject(compliance) ? compliance.get('compliance_rate') : null
  return typeof rate === 'number' ? rate : null
}

/** In the order of the fields, as far as they occur. */
function columnsOf(recipe: Recipe, { metrics }: ExportResult): ReadonlyMap<string, ColumnType> {
  const seen = new Map(readColumns(metrics.get('columns')))
  if (recipe.weighting.enable_weights) seen.set('weight', 'float64')
  if (recipe.structured_gen.include_schema_in_output) seen.set('__schema__', 'json')
  return seen
}

function bytesOf({ shards }: ExportResult, split: string): number {
  return shards.reduce((sum, shard) => (shard.split === split ? sum + shard.bytes : sum), 0)
}

function fieldsOf(recipe: Recipe): readonly CardField[] {
  return [
    ...contentFields(recipe),
    ...(recipe.weighting.enable_weights ? [{ name: 'weight', type: 'number' }] : []),
    ...(recipe.metadata.include_metadata ? [{ name: 'metadata', type: 'object' }] : []),
    ...(recipe.structured_gen.include_schema_in_output
      ? [{ name: '__schema__', type: 'object' }]
      : []),
  ]
}

function contentFields({ style, custom }: Recipe): readonly CardField[] {
  switch (style) {
    case 'instruction_tuning':
      return [
        { name: 'instruction', type: 'string' },
        { name: 'input', type: 'string, left out when empty' },
        { name: 'output', type: 'string, object or array' },
      ]
    case 'chat_completion':
      return [
        { name: 'messages', type: 'array of messages' },
        { name: 'tools', type: 'array of tool definitions, left out when there are none' },
      ]
    case 'text_completion':
      return [{ name: 'text', type: 'string' }]
    case 'preference':
      return ['prompt', 'chosen', 'rejected'].map((name) => ({
        name,
        type: 'string or array of messages',
      }))
    case 'custom':
      return Object.keys(custom?.template ?? {}).map((name) => ({
        name,
        type: 'as the recipe says',
      }))
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
