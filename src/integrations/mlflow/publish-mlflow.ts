import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { PublishedRelease } from '../published-release.js'
import { conflict } from '../registry-failure.js'
import { mlflowClient, type MlflowClient, type MlflowServer } from './mlflow-client.js'
import { datasetInput, metricsOf, modelName, paramsOf, tagsOf } from './mlflow-facts.js'

export interface PublishMlflowOptions {
  readonly server: MlflowServer
  /** @default the adapter's id */
  readonly name?: string | undefined
  /** Points to the version afterwards, for example `champion`. */
  readonly alias?: string | undefined
  /** @default loradex */
  readonly experiment?: string | undefined
}

export interface MlflowVersion {
  readonly name: string
  /** The server's own number. */
  readonly version: string
  /** Nothing was written: the same release is there already. */
  readonly existed: boolean
}

const run = z.object({
  run: z.object({
    info: z.object({ run_id: z.string(), artifact_uri: z.string(), experiment_id: z.string() }),
  }),
})
const version = z.object({ model_version: z.object({ version: z.coerce.string() }) })
const versions = z.object({
  model_versions: z
    .array(
      z.object({
        version: z.coerce.string(),
        tags: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
      }),
    )
    .default([]),
})
const experiment = z.object({ experiment: z.object({ experiment_id: z.string() }) })
const created = z.object({ experiment_id: z.string() })
const anything = z.unknown()

/**
 * Registers a release: a run with parameters, metrics and the data as its input, all files as
 * artifacts, and a version of a registered model. A second time changes nothing.
 * @throws `registry.unreachable`, `registry.refused`, `registry.conflict`
 */
export async function publishToMlflow(
  release: PublishedRelease,
  options: PublishMlflowOptions,
): Promise<MlflowVersion> {
  const client = mlflowClient(options.server)
  const name = options.name ?? modelName(release.adapter)
  const known = await knownVersion(client, name, release)
  const number = known ?? (await register(client, release, { ...options, name }))
  if (options.alias !== undefined) {
    const body = { name, alias: options.alias, version: number }
    await client.ask({ method: 'POST', path: 'registered-models/alias', body }, anything)
  }
  return { name, version: number, existed: known !== undefined }
}

/** @throws `registry.conflict` where the version has other files */
async function knownVersion(
  client: MlflowClient,
  name: string,
  { adapter, digest }: PublishedRelease,
): Promise<string | undefined> {
  const query = { filter: `name='${name.replaceAll("'", '')}'`, max_results: '10000' }
  const found = await client.ask({ method: 'GET', path: 'model-versions/search', query }, versions)
  const { adapter_version } = adapter.metadata
  for (const { version: number, tags } of found?.model_versions ?? []) {
    const tag = new Map(tags.map(({ key, value }) => [key, value]))
    if (tag.get('loradex.version') !== adapter_version) continue
    if (tag.get('loradex.digest') === digest) return number
    throw conflict(name, adapter_version)
  }
  return undefined
}

async function register(
  client: MlflowClient,
  release: PublishedRelease,
  { name, experiment: wanted = 'loradex' }: PublishMlflowOptions & { readonly name: string },
): Promise<string> {
  const post = <Answer>(path: string, body: object, shape: z.ZodType<Answer>) =>
    client.ask({ method: 'POST', path, body }, shape)
  const started = await post(
    'runs/create',
    {
      experiment_id: await experimentOf(client, wanted),
      run_name: `${name} ${release.adapter.metadata.adapter_version}`,
      start_time: Date.now(),
      tags: tagsOf(release),
    },
    run,
  )
  const { run_id = '', artifact_uri = '', experiment_id = '' } = started?.run.info ?? {}
  const timestamp = Date.now()
  const metrics = metricsOf(release).map((metric) => ({ ...metric, timestamp, step: 0 }))
  await post('runs/log-batch', { run_id, params: paramsOf(release), metrics }, anything)
  const input = datasetInput(release)
  if (input) await post('runs/log-inputs', { run_id, datasets: [input] }, anything)
  for (const { name: file } of release.files) {
    const body = await openAsBlob(join(release.folder, file))
    await client.putArtifact(`${experiment_id}/${run_id}/artifacts/adapter/${file}`, body)
  }
  if (
    (await client.ask(
      { method: 'GET', path: 'registered-models/get', query: { name } },
      anything,
    )) === undefined
  ) {
    await post('registered-models/create', { name }, anything)
  }
  const source = `${artifact_uri}/adapter`
  const made = await post(
    'model-versions/create',
    { name, source, run_id, tags: tagsOf(release) },
    version,
  )
  const body = { run_id, status: 'FINISHED', end_time: Date.now() }
  await post('runs/update', body, anything)
  return made?.model_version.version ?? ''
}

async function experimentOf(client: MlflowClient, name: string): Promise<string> {
  const query = { experiment_name: name }
  const found = await client.ask(
    { method: 'GET', path: 'experiments/get-by-name', query },
    experiment,
  )
  if (found) return found.experiment.experiment_id
  const made = await client.ask(
    { method: 'POST', path: 'experiments/create', body: { name } },
    created,
  )
  return made?.experiment_id ?? '0'
}
