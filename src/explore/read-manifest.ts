import { join } from 'node:path'
import { z } from 'zod'
import { readPlainText } from '../disk/plain-file.js'
import type { Manifest, ManifestShard } from '../records/manifest.js'
import { damagedExport, notAnExport } from './export-failure.js'

export const MANIFEST = 'manifest.json'

const count: z.ZodType<number> = z.int().min(0)

/** What an export says about itself, as far as its rows need it; codes may be those of a later version. */
export interface ReadManifest extends Pick<
  Manifest,
  | 'loradex_version'
  | 'plan_digest'
  | 'source'
  | 'digests'
  | 'shards'
  | 'rejects'
  | 'per_sample'
  | 'files'
> {
  readonly counts: {
    readonly read: number
    readonly emitted: number
    readonly dropped: Readonly<Record<string, number>>
  }
}

/** Names come from the manifest, and must not lead out of the folder. */
const file: z.ZodType<ManifestShard> = z.object({
  file: z.string().regex(/^[^/\\]+$/u),
  split: z.string().min(1),
  records: count,
  bytes: count,
  sha256_tree: z.string().exactOptional(),
  sha256: z.string().exactOptional(),
})

const manifest: z.ZodType<ReadManifest> = z.object({
  format_version: z.literal(1),
  loradex_version: z.string(),
  plan_digest: z.string(),
  source: z.object({
    id: z.string(),
    inputs: z.array(
      z.object({
        input: z.string(),
        parts: count,
        records: count,
        records_sha256: z.string().exactOptional(),
      }),
    ),
  }),
  counts: z.object({ read: count, emitted: count, dropped: z.record(z.string(), count) }),
  digests: z.literal('none').exactOptional(),
  shards: z.array(file),
  rejects: z.array(file),
  per_sample: z.array(file),
  files: z.record(z.string(), z.string()).default({}),
})

const newerFormat = z.object({ format_version: z.int().min(2) })

/**
 * @throws `export.unreadable` where there is no manifest, `export.damaged` where it is not what
 * loradex writes.
 */
export async function readManifest(folder: string, shownFolder: string): Promise<ReadManifest> {
  const text = await readPlainText(join(folder, MANIFEST)).catch((cause: unknown) => {
    const message = `expected an export at ${shownFolder}, saw no ${MANIFEST} there`
    throw notAnExport(shownFolder, message, cause)
  })
  const json = parse(text)
  const newer = newerFormat.safeParse(json)
  if (newer.success) {
    const seen = `saw ${newer.data.format_version}`
    throw notAnExport(shownFolder, `expected format 1 of ${MANIFEST} in ${shownFolder}, ${seen}`)
  }
  const read = manifest.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`
  const message = `expected ${MANIFEST} in ${shownFolder} as loradex writes it, saw something else${place}`
  throw damagedExport(shownFolder, message)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
