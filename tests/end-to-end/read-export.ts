import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reject } from '#loradex/export/reject.js'
import { startFileDigests } from '#loradex/kernel/file-digests.js'
import type { Manifest, ManifestShard } from '#loradex/records/manifest.js'
import { funnel } from '#loradex/report/funnel.js'
import type { ReportDocument } from '#loradex/report/report-document.js'
import { decompressed } from '#loradex/sources/decompress.js'
import { assertPublished } from '#tools/published-schema.mjs'

/** An export as its reader finds it. */
export interface ReadExport {
  readonly manifest: Manifest
  readonly report: ReportDocument
  /** Lines by split, without line ends. */
  readonly lines: ReadonlyMap<string, readonly string[]>
  /** Lines of all splits, one split after another. */
  readonly allLines: readonly string[]
  readonly rejects: readonly Reject[]
  readonly perSample: readonly string[]
}

/** Reads an export and checks all that holds of every export. */
export async function readExport(folder: string): Promise<ReadExport> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its numbers are checked below
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
  const lines = new Map<string, string[]>()
  for (const shard of manifest.shards) {
    const known = lines.get(shard.split) ?? []
    lines.set(shard.split, [...known, ...(await linesOf(folder, shard))])
  }
  const allLines = [...lines.values()].flat()
  const rejectLines = await linesOfAll(folder, manifest.rejects)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its members are checked below
  const rejects = rejectLines.map((line) => JSON.parse(line) as Reject)
  checkDigests(manifest)
  checkCounts(manifest, { emitted: allLines.length, rejects })
  for (const reject of rejects) checkReject(reject)
  await checkFiles(folder, manifest)
  const report = await readReport(folder, manifest)
  const perSample = await linesOfAll(folder, manifest.per_sample)
  return { manifest, report, lines, allLines, rejects, perSample }
}

/** Checks that report and manifest are as published, and that they agree. */
async function readReport(folder: string, manifest: Manifest): Promise<ReportDocument> {
  assertPublished('manifest', await readFile(join(folder, 'manifest.json'), 'utf8'))
  const text = await readFile(join(folder, 'report.json'), 'utf8')
  assertPublished('report', text)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has just said so
  const report = JSON.parse(text) as ReportDocument
  const { counts, inputs, shards, rejects, per_sample, emitted } = report
  assert.deepEqual(
    { counts, inputs, shards, rejects, per_sample },
    {
      counts: manifest.counts,
      inputs: manifest.source.inputs,
      shards: manifest.shards,
      rejects: manifest.rejects,
      per_sample: manifest.per_sample,
    },
  )
  const lengths = Object.values(emitted.split_lengths)
  assert.equal(sumOf(lengths.map(({ samples }) => samples)), counts.emitted)
  for (const { histogram } of [emitted.length, emitted.weight]) {
    assert.equal(sumOf(histogram.map(({ count }) => count)), counts.emitted)
  }
  assert.equal(funnel(counts).at(-1)?.left, counts.emitted)
  return report
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

async function linesOfAll(folder: string, shards: readonly ManifestShard[]): Promise<string[]> {
  const lines: string[] = []
  for (const shard of shards) lines.push(...(await linesOf(folder, shard)))
  return lines
}

async function linesOf(folder: string, shard: ManifestShard): Promise<readonly string[]> {
  const bytes = await readFile(join(folder, shard.file))
  assert.equal(bytes.length, shard.bytes, shard.file)
  checkDigestsOf(bytes, shard)
  const pieces: Uint8Array[] = []
  for await (const piece of decompressed(once(bytes), shard.file)) pieces.push(Buffer.from(piece))
  const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  if (text === '') return []
  assert.ok(text.endsWith('\n'), `${shard.file} ends with a whole line`)
  const lines = text.slice(0, -1).split('\n')
  assert.equal(lines.length, shard.records, shard.file)
  return lines
}

function checkDigestsOf(bytes: Uint8Array, { file, sha256, sha256_tree }: ManifestShard): void {
  const digests = startFileDigests('sha256')
  digests.update(bytes)
  const seen = digests.end()
  if (sha256 !== undefined) assert.equal(seen.sha256, sha256, file)
  if (sha256_tree !== undefined) assert.equal(seen.sha256_tree, sha256_tree, file)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

interface Found {
  readonly emitted: number
  readonly rejects: readonly Reject[]
}

function checkCounts({ counts, source }: Manifest, { emitted, rejects }: Found): void {
  const dropped = Object.entries(counts.dropped)
  const sum = dropped.reduce((total, [, count]) => total + count, 0)
  assert.equal(counts.read, counts.emitted + sum, 'read = emitted + dropped')
  assert.equal(counts.emitted, emitted, 'emitted = lines of the shards')
  assert.equal(sum, rejects.length, 'dropped = lines of the rejects')
  for (const [code, count] of dropped) {
    assert.equal(rejects.filter((reject) => reject.code === code).length, count, code)
  }
  const readOfInputs = source.inputs.reduce((total, { records }) => total + records, 0)
  assert.equal(readOfInputs, counts.read, 'read = records of the inputs')
}

function checkReject(reject: Reject): void {
  assert.match(reject.at, /^.+:\d+$/u)
  for (const text of [reject.code, reject.rule]) assert.match(text, /^[a-z]/u)
  for (const fact of [reject.observed, reject.allowed]) {
    assert.ok(['string', 'number'].includes(typeof fact), JSON.stringify(reject))
  }
}

/** All have one, or none has. */
function checkDigests({ digests, source, ...files }: Manifest): void {
  const all = [
    ...source.inputs.map(({ records_sha256 }) => records_sha256),
    ...[...files.shards, ...files.rejects, ...files.per_sample].map((file) => file.sha256_tree),
  ]
  for (const digest of all) assert.equal(digest === undefined, digests === 'none')
}

/** The folder holds what the manifest lists, itself and adapter metadata: nothing else. */
async function checkFiles(folder: string, manifest: Manifest): Promise<void> {
  const { shards, rejects, per_sample, files } = manifest
  const listed = [...shards, ...rejects, ...per_sample].map(({ file }) => file)
  const expected = [...listed, ...Object.keys(files), 'manifest.json']
  const found = await readdir(folder)
  const unlisted = ['adapter_metadata.json', 'append.state', 'append.history']
  const unknown = found.filter((name) => !unlisted.includes(name))
  assert.deepEqual(unknown.toSorted(), expected.toSorted())
  for (const [name, sha256] of Object.entries(files)) {
    const bytes = await readFile(join(folder, name))
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256, name)
  }
}

/** SHA-256 of every file but `adapter_metadata.json`, which knows a clock. */
export async function digestsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const digests: Record<string, string> = {}
  for (const name of (await readdir(folder)).toSorted()) {
    if (name === 'adapter_metadata.json') continue
    const bytes = await readFile(join(folder, name))
    digests[name] = createHash('sha256').update(bytes).digest('hex')
  }
  return digests
}
