import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { readPlainFile } from '../../disk/plain-file.js'
import { isJsonObject, JsonNumber, type Json } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { damagedExport } from '../../explore/export-failure.js'
import { openExplorer, type Explorer } from '../../explore/open-explorer.js'
import type { ColumnFact, DataFacts } from './facts.js'
import { readListedFile, type ListingExport } from './listed-file.js'
import { withDigests } from './with-digests.js'

/** Rows that tell the columns, and most bytes of each. */
const ROWS = 200
const ROW_BYTES = 1 << 20

/** What samples were held to, which metadata and releases name. */
const heldTo = /^(?:schema\.json|regex\.txt|grammar\.\w+)$/u

const recipeShape = z.object({
  style: z.string().catch(''),
  adapter_metadata: z
    .object({
      adapter_id: z.string().catch(''),
      training_config: z
        .object({ dataset_name: z.string().catch('') })
        .partial()
        .catch({}),
    })
    .partial()
    .catch({}),
})

const reportShape = z.object({
  recipe: z.unknown(),
  gates: z.array(
    z.object({
      gate: z.string(),
      observed: z.number().nullable(),
      allowed: z.number(),
      passed: z.boolean(),
    }),
  ),
})

/**
 * What an export says of itself.
 * @throws `export.unreadable`, `export.damaged`, `export.without-digests`; what `signal` was aborted with
 */
export async function readData(
  folder: string,
  shown: string = folder,
  signal?: AbortSignal,
): Promise<DataFacts> {
  const explorer = await openExplorer(folder, { name: shown, temporaryFolder: tmpdir(), signal })
  try {
    const manifest = await withDigests(explorer.manifest, { folder, shown, signal })
    const manifestSha256 = await digest(join(folder, 'manifest.json'))
    const { recipe, gates } = await readReport({ folder, shown, manifest })
    for (const name of Object.keys(manifest.files).filter((each) => heldTo.test(each))) {
      await readListedFile(name, { folder, shown, manifest })
    }
    const columns = await columnsOf(explorer)
    signal?.throwIfAborted()
    const read = recipeShape.safeParse(recipe)
    const named = read.success ? read.data.adapter_metadata : undefined
    return {
      name: named?.training_config?.dataset_name || named?.adapter_id || basename(resolve(folder)),
      manifest,
      manifestSha256,
      style: read.success ? read.data.style : '',
      recipe,
      columns,
      gates,
    }
  } finally {
    await explorer.close()
  }
}

async function digest(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readPlainFile(path))
    .digest('hex')
}

/** As it was written: what it says of gates is signed. */
async function readReport(listing: ListingExport): Promise<z.infer<typeof reportShape>> {
  const text = (await readListedFile('report.json', listing)).toString()
  const read = reportShape.safeParse(parse(text))
  if (read.success) return read.data
  const message = `expected report.json in ${listing.shown} as loradex writes it, saw something else`
  throw damagedExport(listing.shown, message)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** By what stands in the first rows. */
async function columnsOf({ samples, indexed }: Explorer): Promise<readonly ColumnFact[]> {
  await indexed
  const count = Math.min(ROWS, samples.known())
  const rows = await samples.read([...Array.from({ length: count }).keys()], ROW_BYTES)
  const kinds = new Map<string, ColumnFact['kind']>()
  for (const { bytes } of rows) {
    const parsed = parseJson(bytes)
    if (!('value' in parsed) || !isJsonObject(parsed.value)) continue
    for (const [name, value] of parsed.value) {
      if (value === null) continue
      const kind = kindOf(value)
      const before = kinds.get(name) ?? kind
      kinds.set(name, before === kind ? kind : bothOf(before, kind))
    }
  }
  return Array.from(kinds, ([name, kind]) => ({ name, kind }))
}

function kindOf(value: Json): ColumnFact['kind'] {
  if (value instanceof JsonNumber) return 'number'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  if (typeof value === 'string') return 'string'
  return typeof value === 'boolean' ? 'boolean' : 'other'
}

function bothOf(left: ColumnFact['kind'], right: ColumnFact['kind']): ColumnFact['kind'] {
  const both = new Set([left, right])
  return both.has('integer') && both.has('number') ? 'number' : 'other'
}
