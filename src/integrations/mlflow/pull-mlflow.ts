import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { diskFailure } from '../../kernel/disk-failure.js'
import { LoradexError } from '../../kernel/error.js'
import type { TrustedRoots } from '../../provenance/signing/certificate.js'
import { isSafeName } from '../../provenance/signing/file-names.js'
import { modelInvalid } from '../../provenance/signing/model-failure.js'
import type { SigningKey } from '../../provenance/signing/read-key.js'
import { verifyModel, type VerifiedModel } from '../../provenance/signing/verify-model.js'
import { notFound } from '../registry-failure.js'
import { mlflowClient, type MlflowClient, type MlflowServer } from './mlflow-client.js'

export interface PullMlflowOptions {
  readonly server: MlflowServer
  /** `name/version` or `name@alias`. */
  readonly wanted: string
  /** A folder that is not there yet. */
  readonly target: string
  readonly shown: string
  /** Who must have signed it. */
  readonly by: SigningKey | TrustedRoots
}

const version = z.object({
  model_version: z.object({ version: z.coerce.string(), source: z.string() }),
})

/** More is no adapter, and a server gone wrong. */
const MOST_FILES = 10_000

/**
 * Fetches a release and verifies it; only then it appears under its name.
 * @throws `registry.not-found`, `registry.unreachable`, `signature.…`, `export.target-exists`
 */
export async function pullFromMlflow(options: PullMlflowOptions): Promise<VerifiedModel> {
  const { server, wanted, target, shown, by } = options
  await refuseExisting(target, shown)
  const client = mlflowClient(server)
  const place = artifactPlace(await sourceOf(client, wanted), wanted)
  await mkdir(dirname(target), { recursive: true })
  const folder = await mkdtemp(join(dirname(target), `.${basename(target)}-`))
  try {
    await fetchFolder(client, { place, folder, shown })
    const verified = await verifyModel({ folder, shown: wanted, by })
    await rename(folder, target).catch((cause: unknown) => {
      throw diskFailure(shown, cause)
    })
    return verified
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function refuseExisting(target: string, shown: string): Promise<void> {
  const entry = await stat(target).catch(() => undefined)
  if (entry === undefined) return
  throw new LoradexError('export.target-exists', {
    message: `${shown}: expected nothing there, saw something`,
    details: { target: shown },
    hint: 'Name another folder with --out, or remove that one.',
  })
}

async function sourceOf(client: MlflowClient, wanted: string): Promise<string> {
  const [, name = '', mark, which = ''] = /^(.+)([/@])([^/@]+)$/u.exec(wanted) ?? []
  if (name === '') throw notFound(wanted)
  const isAlias = mark === '@'
  const found = await client.ask(
    {
      method: 'GET',
      path: isAlias ? 'registered-models/alias' : 'model-versions/get',
      query: isAlias ? { name, alias: which } : { name, version: which },
    },
    version,
  )
  if (found === undefined) throw notFound(wanted)
  return found.model_version.source
}

/** Only what the server itself keeps: an address from a tag or source is asked nobody. */
function artifactPlace(source: string, wanted: string): string {
  const [, place] = /^mlflow-artifacts:\/+(.+)$/u.exec(source) ?? []
  if (place === undefined || !isSafeName(place)) throw notFound(wanted)
  return place
}

interface Fetching {
  readonly place: string
  readonly folder: string
  readonly shown: string
}

async function fetchFolder(
  client: MlflowClient,
  { place, folder, shown }: Fetching,
): Promise<void> {
  const open = ['']
  let files = 0
  for (let below = open.pop(); below !== undefined; below = open.pop()) {
    for (const { path, isFolder } of await client.listArtifacts(join(place, below))) {
      // Names come from the server, and must not lead out of the folder.
      const name = join(below, basename(path))
      if (!isSafeName(name) || (files += 1) > MOST_FILES) throw wrongName(shown, path)
      if (isFolder) open.push(name)
      else await fetchFile(client, join(place, name), join(folder, name))
    }
  }
}

async function fetchFile(client: MlflowClient, from: string, to: string): Promise<void> {
  const { body } = await client.getArtifact(from)
  await mkdir(dirname(to), { recursive: true })
  await pipeline(chunksOf(body), createWriteStream(to))
}

async function* chunksOf(body: Response['body']): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    yield read.value
  }
}

function wrongName(shown: string, path: string): Error {
  return modelInvalid(shown, {
    expected: 'names of files within the model',
    seen: JSON.stringify(path),
    hint: 'Avoid this version, because its server sends names that lead elsewhere.',
  })
}
