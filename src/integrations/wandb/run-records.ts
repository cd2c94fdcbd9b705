import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { PublishedRelease } from '../published-release.js'
import { messageField, numberField, textField } from './protobuf.js'

export interface RunFacts {
  readonly runId: string
  readonly project: string
  readonly entity: string
  readonly startedAt: Date
}

/** MD5 in base64, by file: what W&B calls a digest. */
export type ArtifactDigests = ReadonlyMap<string, string>

/** The oldest and the kind of version that the records are written for. */
const PRODUCER = '0.31.0'
const MIN_CONSUMER = '0.70.0'

/**
 * The records of a finished offline run with one artifact, in their order. Field numbers are those of
 * `wandb_internal.proto`, https://github.com/wandb/wandb.
 */
export function runRecords(
  release: PublishedRelease,
  run: RunFacts,
  digests: ArtifactDigests,
): readonly Buffer[] {
  const bodies: readonly Buffer[] = [
    messageField(21, [messageField(1, [textField(1, PRODUCER), textField(2, MIN_CONSUMER)])]),
    messageField(17, runMessage(release, run)),
    messageField(3, summaryMessage(release)),
    messageField(8, artifactMessage(release, run, digests)),
    messageField(18, []),
  ]
  const info = messageField(200, [textField(1, run.runId)])
  return bodies.map((body, index) => Buffer.concat([numberField(1, index + 1), body, info]))
}

function runMessage(
  { adapter, digest, graph, data }: PublishedRelease,
  run: RunFacts,
): readonly Buffer[] {
  const { metadata } = adapter
  const { training_config: training } = metadata
  const config = {
    _wandb: {},
    ...training,
    base_model: metadata.base_model_name,
    base_model_version: metadata.base_model_version,
    task: metadata.task_type,
    language: metadata.language,
    'loradex.digest': digest,
    'loradex.lineage': graph.digest,
    ...(data && {
      dataset: { name: data.name, manifest_sha256: data.sha256, samples: data.samples },
    }),
  }
  const seconds = Math.floor(run.startedAt.getTime() / 1000)
  return [
    textField(1, run.runId),
    textField(2, run.entity),
    textField(3, run.project),
    messageField(
      4,
      Object.entries(config).map(([key, value]) => item(key, value)),
    ),
    textField(7, 'release'),
    textField(8, `${metadata.adapter_id || 'adapter'} ${metadata.adapter_version}`),
    messageField(17, [numberField(1, seconds)]),
  ]
}

function summaryMessage({ adapter }: PublishedRelease): readonly Buffer[] {
  return adapter.metrics.map(({ name, value }) => item(name, value))
}

/** An entry of a configuration or summary. */
function item(key: string, value: unknown): Buffer {
  return messageField(1, [textField(1, key), textField(16, JSON.stringify(value))])
}

function artifactMessage(
  release: PublishedRelease,
  run: RunFacts,
  digests: ArtifactDigests,
): readonly Buffer[] {
  const { adapter, folder, files, digest } = release
  const { metadata } = adapter
  const about = {
    adapter_id: metadata.adapter_id,
    adapter_version: metadata.adapter_version,
    base_model: metadata.base_model_name,
    loradex_digest: digest,
  }
  return [
    textField(1, run.runId),
    textField(2, run.project),
    textField(3, run.entity),
    textField(4, 'model'),
    textField(5, artifactName(metadata.adapter_id)),
    textField(6, manifestDigest(digests)),
    textField(8, JSON.stringify(about)),
    numberField(9, 1),
    textField(11, 'latest'),
    // Aliases of W&B take no `+`.
    textField(11, `v${metadata.adapter_version}`.replaceAll('+', '-')),
    messageField(12, [
      numberField(1, 1),
      textField(2, 'wandb-storage-policy-v1'),
      messageField(3, [textField(1, 'storageLayout'), textField(2, '"V2"')]),
      ...files.map(({ name, bytes }) =>
        messageField(4, [
          textField(1, name),
          textField(2, digests.get(name) ?? ''),
          numberField(4, bytes),
          textField(6, join(folder, name)),
        ]),
      ),
    ]),
    numberField(14, 1),
    textField(15, identifier('artifact', digest)),
    textField(16, identifier('sequence', run.project, metadata.adapter_id)),
    textField(20, 'MANIFEST_MD5'),
  ]
}

/** Letters, digits, `-`, `_` and `.`. */
export function artifactName(id: string): string {
  return (id || 'adapter').replaceAll(/[^\w.-]/gu, '.')
}

/** As the SDK computes it: over the names and digests of all files, in the order of names. */
function manifestDigest(digests: ArtifactDigests): string {
  const hash = createHash('md5').update('wandb-artifact-manifest-v1\n')
  const sorted = Array.from(digests).toSorted(([left], [right]) => (left < right ? -1 : 1))
  for (const [name, digest] of sorted) hash.update(`${name}:${digest}\n`)
  return hash.digest('hex')
}

/** 128 characters, which the SDK makes at random; ours are the same for the same release. */
function identifier(...texts: readonly string[]): string {
  return createHash('sha512').update(JSON.stringify(texts)).digest('hex')
}
