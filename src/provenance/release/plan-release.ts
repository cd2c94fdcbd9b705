import { buildMetadata } from '../../adapters/build/build-metadata.js'
import { readAdapter as readAdapterFiles } from '../../adapters/read/read-adapter.js'
import { readAdapterMetadata, type AdapterMetadata } from '../../adapters/read-adapter-metadata.js'
import { isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { indentJson } from '../../kernel/write-json.js'
import { buildLineage } from '../lineage/build-lineage.js'
import type { AdapterFacts, DataFacts, ReleaseFacts } from '../lineage/facts.js'
import type { LineageGraph } from '../lineage/graph.js'
import { licenseOf, metricsOf } from '../lineage/metadata-facts.js'
import { readAdapter } from '../lineage/read-adapter.js'
import { readData } from '../lineage/read-data.js'
import { LEFT_OUT } from '../signing/file-names.js'
import { listFiles } from '../signing/list-files.js'
import { findModel } from '../signing/model-place.js'
import { checkPortable } from '../signing/portable-names.js'
import { dataVerdicts } from './data-verdicts.js'
import { givenMetadata } from './given-metadata.js'
import { metadataVerdicts } from './metadata-verdicts.js'
import { namedFiles } from './named-files.js'
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
  /** What the trainer left: its state and results. @default nothing is said about it */
  readonly trainerFolder?: string | undefined
  /** Of the base model, for digests. @default nothing is said about it */
  readonly baseFolder?: string | undefined
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
  /** Ends the reading of the export. @default nothing does */
  readonly signal?: AbortSignal
}

export interface ReleasePlan {
  readonly facts: ReleaseFacts & { readonly adapter: AdapterFacts }
  /** Of `adapter_metadata.json`, as it will be written. */
  readonly metadata: JsonObject
  /** Texts of the schema or grammar that it names, by file. */
  readonly named: ReadonlyMap<string, string>
  readonly graph: LineageGraph
  readonly verdicts: readonly ReleaseVerdict[]
  readonly engines: readonly EngineVerdict[]
  /** Whether nothing stands against the release. */
  readonly passed: boolean
}

/**
 * Looks at an adapter and the data it was trained on, and says whether it can be released. Writes nothing.
 * @throws `model.invalid`, `metadata.invalid`, `metadata.unreadable`, `export.unreadable`, `export.damaged`,
 * `export.without-digests`
 */
export async function planRelease(options: PlanReleaseOptions): Promise<ReleasePlan> {
  const { folder, shown = folder, judges } = options
  const data = await dataOf(options)
  const adapter = await readAdapter(folder, shown)
  const files = await listFiles(await findModel(folder, shown), LEFT_OUT)
  checkPortable(
    files.map(({ name }) => name),
    shown,
  )
  const metadata = withSource(await metadataOf(options, adapter), data)
  const written = readAdapterMetadata(indentJson(metadata), { hasPlaces: false })
  const named = await namedFiles(metadata, options.exportFolder)
  const judged = await judges?.check(folder, written)
  const verdicts = [
    ...metadataVerdicts(metadata),
    ...(await versionVerdicts(options, written, named.get('schema.json'))),
    ...(await verdictsOfData(options, data)),
    ...(judged?.verdicts ?? []),
  ]
  const facts = {
    adapter: {
      ...adapter,
      metadata: written.config,
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
    named,
    graph: buildLineage(facts),
    verdicts,
    engines: judged?.engines ?? [],
    passed: !hasFailed(verdicts),
  }
}

/** What files say counts, what is known elsewhere is filled in, and what people wrote stays. */
async function metadataOf(
  options: PlanReleaseOptions,
  { document }: AdapterFacts,
): Promise<JsonObject> {
  const { folder, shown = folder, exportFolder, trainerFolder, baseFolder, releasedAt } = options
  return buildMetadata(await readAdapterFiles(folder, shown), {
    exportFolder,
    shownExport: options.shownExport,
    trainerFolder,
    baseFolder,
    given: givenMetadata(document, {
      version: options.version,
      license: options.license,
      changelog: options.changelog,
      parent: await parentOf(options),
    }),
    builtAt: releasedAt,
  })
}

async function dataOf({
  exportFolder,
  shownExport,
  signal,
}: PlanReleaseOptions): Promise<DataFacts | undefined> {
  return exportFolder === undefined ? undefined : readData(exportFolder, shownExport, signal)
}

/** As metadata names it. */
async function parentOf({ parentFolder }: PlanReleaseOptions): Promise<string | undefined> {
  if (parentFolder === undefined) return undefined
  const { metadata } = await readAdapter(parentFolder)
  return `${metadata.adapter_id}@${metadata.adapter_version}`
}

async function versionVerdicts(
  { judges, parentFolder, folder }: PlanReleaseOptions,
  metadata: AdapterMetadata,
  schema: string | undefined,
): Promise<readonly ReleaseVerdict[]> {
  if (parentFolder === undefined || judges === undefined) return []
  return [await judges.version({ parent: parentFolder, folder, metadata, schema })]
}

async function verdictsOfData(
  { exportFolder }: PlanReleaseOptions,
  data: DataFacts | undefined,
): Promise<readonly ReleaseVerdict[]> {
  if (data !== undefined && exportFolder !== undefined) return dataVerdicts(exportFolder, data)
  const details = ['nothing is known of it: give --export']
  return [{ check: 'data', verdict: 'warned', details }]
}

/** Where the data came from, if nobody said otherwise. */
function withSource(document: JsonObject, data: DataFacts | undefined): JsonObject {
  const provenance = document.get('provenance')
  const isSaid = isJsonObject(provenance) && Boolean(provenance.get('data_source_uri'))
  if (data === undefined || isSaid || !isJsonObject(provenance)) return document
  const said = new Map([...provenance, ['data_source_uri', data.manifest.source.id]])
  return new Map([...document, ['provenance', said]])
}
