import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { digestsListed, mayBeSame } from '../../kernel/file-digests.js'
import { isJsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { damagedExport } from '../../explore/export-failure.js'
import { readDigests } from '../../explore/read-digests.js'
import { openExplorer, type Explorer } from '../../explore/open-explorer.js'
import { exportedRecipe, type ExportedRecipe } from '../../explore/origins/exported-recipe.js'
import { readInput } from '../../explore/origins/read-input.js'
import { placeText, readPlace, type SourcePlace } from '../../explore/origins/source-place.js'
import type { ManifestShard } from '../../records/manifest.js'
import type { Source } from '../../sources/source.js'
import { sealRows } from './index-blocks.js'
import { ENTRY_BYTES, type IndexHeader } from './index-layout.js'
import { recordHash } from './record-hash.js'
import { sourceGone } from './source-gone.js'

export interface BuildIndexOptions {
  readonly folder: string
  readonly shown: string
  readonly manifestSha256: string
  /** Where the inputs are looked for, the likeliest first. @default beside the export */
  readonly baseFolders?: readonly string[]
  readonly signal?: AbortSignal
}

interface Reject {
  readonly code: string
  readonly kept: SourcePlace | undefined
}

/** Of all rejects together; each line is short. */
const BATCH_BYTES = 1 << 20

/**
 * An index of all records of an export's source, by their hash: what became of each. Reads the source
 * again. Needs 60 bytes of memory for a record, and some hundred for each reject.
 * @throws `lineage.source-gone` where the source cannot be read again as it was, `export.damaged` where rejects changed
 */
export async function buildIndex(options: BuildIndexOptions): Promise<Buffer> {
  const { folder, shown, manifestSha256, signal = new AbortController().signal } = options
  const { baseFolders = [] } = options
  const explorer = await openExplorer(folder, { name: shown, temporaryFolder: tmpdir() })
  try {
    const { manifest, report } = explorer
    for (const listed of manifest.rejects) await checkRejects(listed, options)
    const rejects = await readRejects(explorer)
    const recipe = exportedRecipe(report.recipe)
    const inputs = manifest.source.inputs.map(({ input }) => input)
    const outcomes = ['emitted', ...new Set([...rejects.values()].map(({ code }) => code))]
    const splits = explorer.splits.map(({ split }) => split)
    const table = entryTable({ inputs, outcomes, splits }, rejects)
    for (const listed of manifest.source.inputs) {
      const source = await openInput(listed.input, [...baseFolders, dirname(folder)], recipe)
      const verdict = await readInput({
        source,
        listed,
        onPart() {},
        onRecord({ line, batch: { bytes, spans }, index }) {
          const record = bytes.subarray(spans[2 * index], spans[2 * index + 1])
          const split = splitOfRecord(record, splits, recipe)
          table.add({ input: listed.input, line }, { hash: recordHash(record), split })
        },
        signal,
      })
      if (verdict !== 'unchanged') throw sourceGone(listed.input, 'one that has changed')
    }
    return table.finish(manifestSha256)
  } finally {
    await explorer.close()
  }
}

async function openInput(
  input: string,
  baseFolders: readonly string[],
  recipe: ReturnType<typeof exportedRecipe>,
): Promise<Source> {
  if (recipe?.readsFiles !== true) throw sourceGone(input, 'one that is no file')
  for (const baseFolder of baseFolders) {
    const entry = await stat(resolve(baseFolder, input)).catch(() => undefined)
    const source = entry?.isFile() === true ? recipe.openInput(input, baseFolder) : undefined
    if (source !== undefined) return source
  }
  throw sourceGone(input, 'nothing of that name')
}

/** What became of records is believed as it was written only. */
async function checkRejects(
  listed: ManifestShard,
  { folder, shown }: BuildIndexOptions,
): Promise<void> {
  const { file } = listed
  if (mayBeSame(await readDigests(join(folder, file), digestsListed(listed)), listed)) return
  const message = `expected ${file} in ${shown} with the SHA-256 that manifest.json lists, saw another`
  throw damagedExport(shown, message)
}

async function readRejects({ rejects, indexed }: Explorer): Promise<ReadonlyMap<string, Reject>> {
  await indexed
  const found = new Map<string, Reject>()
  for (let row = 0; row < rejects.total;) {
    const batch = await rejects.batch(row, BATCH_BYTES)
    if (batch === undefined) break
    let start = 0
    for (const end of batch.ends) {
      const parsed = parseJson(batch.bytes.subarray(start, end))
      start = end
      row += 1
      const reject = 'value' in parsed ? parsed.value : undefined
      if (!isJsonObject(reject)) continue
      const [at, code, kept] = ['at', 'code', 'kept'].map((key) => reject.get(key))
      if (typeof at !== 'string' || typeof code !== 'string') continue
      found.set(at, { code, kept: typeof kept === 'string' ? readPlace(kept) : undefined })
    }
  }
  return found
}

/** Where a sample of the record is, if it has become one. */
function splitOfRecord(
  record: Uint8Array,
  splits: readonly string[],
  recipe: ExportedRecipe | undefined,
): string | undefined {
  if (splits.length < 2) return splits[0]
  const parsed = parseJson(record)
  const value = 'value' in parsed ? parsed.value : undefined
  return isJsonObject(value) ? recipe?.splitOf(value) : undefined
}

type Names = Pick<IndexHeader, 'inputs' | 'outcomes'> & { readonly splits: readonly string[] }

function entryTable({ inputs, outcomes, splits }: Names, rejects: ReadonlyMap<string, Reject>) {
  const inputOf = new Map(inputs.map((input, index) => [input, index]))
  const outcomeOf = new Map(outcomes.map((code, index) => [code, index]))
  const entries: Buffer[] = []
  const copies: Buffer[] = []
  const splitOf = splitNumbers(splits, rejects)
  return {
    add(place: SourcePlace, { hash, split }: HashedRecord): void {
      const reject = rejects.get(placeText(place))
      const kept = reject?.kept ?? place
      const [input, keptInput] = [place.input, kept.input].map((name) => inputOf.get(name))
      const sampleSplit = splitOf(kept, reject === undefined ? split : undefined)
      const outcome = outcomeOf.get(reject?.code ?? 'emitted') ?? 0
      const fate = ((sampleSplit << 16) | outcome) >>> 0
      const numbers = [input, place.line, fate, keptInput, kept.line]
      entries.push(Buffer.concat([hash, bytesOf(numbers)], ENTRY_BYTES))
      if (reject?.kept === undefined) return
      copies.push(bytesOf([keptInput, kept.line, input, place.line]))
    },
    finish(manifest_sha256: string): Buffer {
      const header: IndexHeader = {
        format_version: 2,
        manifest_sha256,
        inputs,
        outcomes,
        splits,
        records: entries.length,
        copies: copies.length,
      }
      entries.sort(Buffer.compare)
      copies.sort(byKept)
      return sealRows(Buffer.from(`${JSON.stringify(header)}\n`), [...entries, ...copies])
    },
  }
}

function bytesOf(numbers: readonly (number | undefined)[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length)
  for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number ?? 0, 4 * index)
  return bytes
}

interface HashedRecord {
  readonly hash: Buffer
  /** Where its sample would be. */
  readonly split?: string | undefined
}

/**
 * The number of the split that a sample is in, from 1; 0 where there is no sample. Asked with the split of
 * the record where it has become one, and without for duplicates of it, which come later.
 */
function splitNumbers(splits: readonly string[], rejects: ReadonlyMap<string, Reject>) {
  const keptPlaces = new Set(
    [...rejects.values()].flatMap(({ kept }) => (kept === undefined ? [] : [placeText(kept)])),
  )
  const splitOfKept = new Map<string, number>()
  return (place: SourcePlace, split: string | undefined): number => {
    const text = placeText(place)
    if (split === undefined) return splitOfKept.get(text) ?? 0
    const number = splits.indexOf(split) + 1
    if (keptPlaces.has(text)) splitOfKept.set(text, number)
    return number
  }
}

function byKept(left: Buffer, right: Buffer): number {
  for (const at of [0, 4, 8, 12]) {
    const difference = left.readUInt32LE(at) - right.readUInt32LE(at)
    if (difference !== 0) return difference
  }
  return 0
}
