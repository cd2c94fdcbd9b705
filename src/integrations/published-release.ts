import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { readPlainText } from '../disk/plain-file.js'
import { LINEAGE, readLineage } from '../provenance/lineage/lineage-document.js'
import type { LineageGraph } from '../provenance/lineage/graph.js'
import type { AdapterFacts, FileFact } from '../provenance/lineage/facts.js'
import { readAdapter } from '../provenance/lineage/read-adapter.js'
import { checkSigned } from '../provenance/signing/check-signed.js'
import { SIGNATURE } from '../provenance/signing/file-names.js'
import { hashFile } from '../provenance/signing/hash-file.js'
import { listFiles } from '../provenance/signing/list-files.js'
import { modelInvalid } from '../provenance/signing/model-failure.js'
import { findModel, type ModelPlace } from '../provenance/signing/model-place.js'

/** A folder that `loradex release` has written, as registries want to know it. */
export interface PublishedRelease {
  readonly folder: string
  readonly adapter: AdapterFacts
  readonly graph: LineageGraph
  /** All of them, with the signature. */
  readonly files: readonly FileFact[]
  /** SHA-256 over names and digests of all files: the same release has the same. */
  readonly digest: string
  readonly data: PublishedData | undefined
}

interface PublishedData {
  readonly name: string
  /** Of the manifest, in hex. */
  readonly sha256: string
  readonly samples: number
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/**
 * @throws `model.invalid` where the folder is no release, `signature.invalid`, `signature.mismatch` where
 * its files are not those that were signed, `lineage.unreadable`
 */
export async function readRelease(path: string, shown: string = path): Promise<PublishedRelease> {
  const place = await findModel(path, shown)
  const files = await filesIn(place)
  if (!files.some(({ name }) => name === SIGNATURE)) throw noRelease(shown)
  await checkSigned(place, files)
  const graph = await readLineage(join(place.folder, LINEAGE), `${shown}/${LINEAGE}`)
  return {
    folder: place.folder,
    adapter: await readAdapter(path, shown),
    graph,
    files,
    digest: digestOf(files),
    data: await dataOf(place.folder, graph),
  }
}

/** The digest that a release has where its files are the same. @throws `model.invalid` */
export async function digestIn(path: string): Promise<string> {
  return digestOf(await filesIn(await findModel(path)))
}

async function filesIn(place: ModelPlace): Promise<readonly FileFact[]> {
  const files: FileFact[] = []
  for (const { name, path } of await listFiles(place, ['.git', '.cache'])) {
    files.push({ name, ...(await hashFile(path)) })
  }
  return files
}

function digestOf(files: readonly FileFact[]): string {
  const listed = files.map(({ name, sha256 }) => [name, sha256])
  return createHash('sha256').update(JSON.stringify(listed)).digest('hex')
}

const eventShape = z.object({
  outputs: z.array(
    z.object({
      name: z.string(),
      facets: z.object({
        schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })) }),
      }),
    }),
  ),
})

async function dataOf(folder: string, { nodes }: LineageGraph): Promise<PublishedData | undefined> {
  const node = nodes.find(({ kind }) => kind === 'data')
  if (node === undefined) return undefined
  const text = await readPlainText(join(folder, 'lineage.openlineage.jsonl')).catch(() => '')
  const outputs = text.split('\n').flatMap((line) => {
    const read = eventShape.safeParse(parse(line))
    return read.success ? read.data.outputs : []
  })
  const columns = outputs.find(({ name }) => name === node.label)?.facets.schema.fields ?? []
  return {
    name: node.label,
    sha256: node.id.slice('sha256:'.length),
    samples: Number(node.facts['samples'] ?? 0),
    columns,
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function noRelease(shown: string): Error {
  return modelInvalid(shown, {
    expected: 'a release',
    seen: `a folder without ${SIGNATURE}`,
    hint: 'Run `loradex release` first, which checks and signs the adapter.',
  })
}
