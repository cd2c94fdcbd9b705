import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { adapterMetadataDocument } from '../adapter-metadata.js'
import { contentOf, type AdapterFiles } from '../read/adapter-files.js'
import { readAdapterMetadata } from '../read-adapter-metadata.js'
import { writeJson } from '../../kernel/write-json.js'
import { adapterFacts } from './adapter-facts.js'
import { adapterDigests, baseDigests } from './digest-facts.js'
import { exportFacts } from './export-facts.js'
import { mergeFacts } from './merge-facts.js'
import { trainerFacts } from './trainer-facts.js'
import { withoutEarlierExport } from './without-earlier-export.js'

export interface BuildOptions {
  /** Folder of the export that was trained on. */
  readonly exportFolder?: string | undefined
  /** As messages call it. @default exportFolder */
  readonly shownExport?: string | undefined
  /** Output folder of the trainer. */
  readonly trainerFolder?: string | undefined
  /** What messages call it. @default trainerFolder */
  readonly trainerShown?: string | undefined
  /** Folder of the base model, for digests. */
  readonly baseFolder?: string | undefined
  /** What nobody can know but who asks, such as `adapter_id`. */
  readonly given?: JsonObject
  /** For documents that have no instant yet. */
  readonly builtAt: Date
}

/**
 * A metadata document from what is there: the adapter's files, the export's manifest, what the trainer
 * left. An earlier `adapter_metadata.json` of the adapter is gone on from. Where two say the same thing,
 * the files of the adapter count more than the trainer, and that more than the export.
 * @throws `metadata.trainer-unreadable`; `metadata.invalid` when the export's own metadata is damaged or has values of
 * a wrong type, `metadata.unreadable` when it is gone and the adapter has none
 */
export async function buildMetadata(
  files: AdapterFiles,
  options: BuildOptions,
): Promise<JsonObject> {
  const { exportFolder, shownExport, trainerFolder, baseFolder } = options
  const { given = new Map(), builtAt } = options
  const ofExport =
    exportFolder === undefined
      ? undefined
      : await exportFacts(exportFolder, {
          shown: shownExport,
          isNeeded: files.metadata === undefined,
        })
  const before = contentOf(files.metadata)?.document ?? new Map<string, Json>()
  const merged = mergeFacts(
    ofExport === undefined ? before : withoutEarlierExport(before, ofExport),
    ofExport ?? new Map<string, Json>(),
    trainerFolder === undefined
      ? new Map<string, Json>()
      : await trainerFacts({ path: trainerFolder, shown: options.trainerShown ?? trainerFolder }),
    // The split that was exported is counted, the trainer's number may be of a part.
    samplesOf(ofExport),
    adapterFacts(files),
    await adapterDigests(files),
    baseFolder === undefined ? new Map<string, Json>() : await baseDigests(baseFolder),
    given,
  )
  const { config, document } = readAdapterMetadata(writeJson(merged), { hasPlaces: false })
  const hasInstant = document.has('exported_at')
  return inOrder(
    adapterMetadataDocument(config, {
      original: document,
      fillsIn: false,
      ...(!hasInstant && { exportedAt: builtAt }),
    }),
  )
}

function samplesOf(ofExport: JsonObject | undefined): JsonObject {
  const training = ofExport?.get('training')
  const samples = isJsonObject(training) ? training.get('num_samples') : undefined
  return samples === undefined
    ? new Map()
    : new Map([['training', new Map<string, Json>([['num_samples', samples]])]])
}

/** The core profile first, in its order, then the blocks. */
function inOrder(document: JsonObject): JsonObject {
  const { config } = readAdapterMetadata('{}')
  const core = [...adapterMetadataDocument(config, { exportedAt: new Date(0) }).keys()]
  const rest = [...document.keys()].filter((key) => !core.includes(key))
  return new Map(
    [...core, ...rest].flatMap((key) => {
      const value = document.get(key)
      return value === undefined ? [] : [[key, value] as const]
    }),
  )
}
