import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readAdapterMetadata } from '../../adapters/read-adapter-metadata.js'
import type { JsonObject } from '../../kernel/json-value.js'
import { indentJson } from '../../kernel/write-json.js'
import { buildLineage } from '../lineage/build-lineage.js'
import type { AdapterFacts, DataFacts, ReleaseFacts } from '../lineage/facts.js'
import type { LineageGraph } from '../lineage/graph.js'
import { licenseOf, metricsOf } from '../lineage/metadata-facts.js'
import { METADATA, readAdapter } from '../lineage/read-adapter.js'
import { readData } from '../lineage/read-data.js'
import { dataVerdicts } from './data-verdicts.js'
import { fillMetadata } from './fill-metadata.js'
import { metadataVerdicts } from './metadata-verdicts.js'
import {
  hasFailed,
  type AdapterJudges,
  type EngineVerdict,
  type ReleaseVerdict,
} from './verdict.js'

export interface PlanReleaseOptions {
  /** Of the adapter. */
  readonly folder: string
  /** As messages call it. @default folder */
  readonly shown?: string
  /** What it was trained on. @default nothing is said about data */
  readonly exportFolder?: string
  readonly shownExport?: string
  /** Of the adapter. */
  readonly version: string
  /** Folder of the release that training went on from. @default none */
  readonly parentFolder?: string
  readonly changelog?: string
  /** SPDX identifier. */
  readonly license?: string
  readonly releasedAt: Date
  /** Of loradex. */
  readonly loradexVersion: string
  readonly judges?: AdapterJudges
}

export interface ReleasePlan {
  readonly facts: ReleaseFacts & { readonly adapter: AdapterFacts }
  /** Of `adapter_metadata.json`, as it will be written. */
  readonly metadata: JsonObject
  readonly graph: LineageGraph
  readonly verdicts: readonly ReleaseVerdict[]
  readonly engines: readonly EngineVerdict[]
  /** Whether nothing stands against the release. */
  readonly passed: boolean
}

/**
 * Looks at an adapter and the data it was trained on, and says whether it can be released. Writes nothing.
 * @throws `model.invalid`, `metadata.invalid`, `export.unreadable`, `export.damaged`
 */
export async function planRelease(options: PlanReleaseOptions): Promise<ReleasePlan> {
  const { folder, shown = folder, exportFolder, judges } = options
  const data = await dataOf(options)
  const adapter = await withExportMetadata(await readAdapter(folder, shown), exportFolder)
  const metadata = fillMetadata(adapter, {
    version: options.version,
    data,
    changelog: options.changelog,
    license: options.license,
    parent: await parentOf(options),
  })
  const judged = await judges?.check(folder)
  const verdicts = [
    ...metadataVerdicts(metadata),
    ...(await versionVerdicts(options)),
    ...(await verdictsOfData(options, data)),
    ...(judged?.verdicts ?? []),
  ]
  const facts = {
    adapter: {
      ...adapter,
      metadata: readAdapterMetadata(indentJson(metadata), { hasPlaces: false }).config,
      document: metadata,
      license: licenseOf(metadata),
      metrics: metricsOf(metadata),
    },
    ...(data && { data }),
    version: options.loradexVersion,
    releasedAt: options.releasedAt.toISOString().replace(/\.\d{3}Z$/u, 'Z'),
  }
  return {
    facts,
    metadata,
    graph: buildLineage(facts),
    verdicts,
    engines: judged?.engines ?? [],
    passed: !hasFailed(verdicts),
  }
}

async function dataOf({
  exportFolder,
  shownExport,
}: PlanReleaseOptions): Promise<DataFacts | undefined> {
  return exportFolder === undefined ? undefined : readData(exportFolder, shownExport)
}

/** As metadata names it. */
async function parentOf({ parentFolder }: PlanReleaseOptions): Promise<string | undefined> {
  if (parentFolder === undefined) return undefined
  const { metadata } = await readAdapter(parentFolder)
  return `${metadata.adapter_id}@${metadata.adapter_version}`
}

async function versionVerdicts({
  judges,
  parentFolder,
  folder,
}: PlanReleaseOptions): Promise<readonly ReleaseVerdict[]> {
  if (parentFolder === undefined) return []
  const verdict = await judges?.version?.(parentFolder, folder)
  return verdict === undefined ? [] : [verdict]
}

async function verdictsOfData(
  { exportFolder }: PlanReleaseOptions,
  data: DataFacts | undefined,
): Promise<readonly ReleaseVerdict[]> {
  if (data !== undefined && exportFolder !== undefined) return dataVerdicts(exportFolder, data)
  const details = ['nothing is known of it: give --export']
  return [{ check: 'data', verdict: 'warned', details }]
}

/** An adapter that was just trained has no metadata of its own; the export says what it was meant to be. */
async function withExportMetadata(
  adapter: AdapterFacts,
  exportFolder: string | undefined,
): Promise<AdapterFacts> {
  if (adapter.document.size > 0 || exportFolder === undefined) return adapter
  const path = join(exportFolder, METADATA)
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return adapter
  const { config, document } = readAdapterMetadata(text, { path: METADATA })
  return { ...adapter, metadata: config, document }
}
