import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { openPlainFile, readPlainText } from '../../disk/plain-file.js'
import { readExpected } from '../../evaluation/read-answers.js'
import { isLoradexError, LoradexError } from '../../kernel/error.js'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { systemSeen } from '../../kernel/system-failure.js'
import { decompressed } from '../../sources/decompress.js'
import type { EvaluatedData } from '../outputs/evaluate-output.js'

export interface EvaluationData {
  readonly data: EvaluatedData
  /** In the order of the shards. */
  readonly expected: readonly (string | undefined)[]
}

/** The samples of one split of an export, and which they are. @throws `evaluation.invalid` */
export async function readEvaluationData(
  folder: string,
  shown: string,
  split: string,
): Promise<EvaluationData> {
  const manifest = parseJsonText(
    await readText(join(folder, 'manifest.json'), shown, 'manifest.json'),
  )
  const shards = shardsOf(manifest).filter((shard) => shard.get('split') === split)
  const files = shards.map((shard) => shard.get('file')).filter((file) => typeof file === 'string')
  if (files.length === 0) {
    const names = shardsOf(manifest).map((shard) => shard.get('split'))
    const splits = new Set(names.filter((name) => typeof name === 'string'))
    throw invalid(shown, `expected a split ${split}, saw ${[...splits].join(', ') || 'none'}`)
  }
  const hash = createHash('sha256')
  const expected: (string | undefined)[] = []
  for (const file of files) {
    const text = await readShard(join(folder, basename(file)), shown)
    hash.update(text)
    expected.push(...readExpected(text, join(shown, file)))
  }
  const digest = `sha256:${hash.digest('hex')}`
  return { data: { name: await nameOf(folder), split, digest }, expected }
}

function shardsOf(manifest: Json | undefined): readonly JsonObject[] {
  const shards = isJsonObject(manifest) ? manifest.get('shards') : undefined
  return (isJsonArray(shards) ? shards : []).filter(isJsonObject)
}

/** As the export's own metadata says, else its folder. */
async function nameOf(folder: string): Promise<string> {
  const text = await readPlainText(join(folder, 'adapter_metadata.json')).catch(() => '{}')
  const document = parseJsonText(text)
  const training = isJsonObject(document) ? document.get('training') : undefined
  const name = isJsonObject(training) ? training.get('dataset_name') : undefined
  return typeof name === 'string' && name !== '' ? name : basename(folder)
}

/** The lines of a shard, unpacked. */
async function readShard(path: string, shown: string): Promise<string> {
  const chunks: Uint8Array[] = []
  try {
    const file = await openPlainFile(path)
    const packed: AsyncIterable<Buffer> = file.createReadStream()
    for await (const chunk of decompressed(packed, join(shown, basename(path)))) chunks.push(chunk)
  } catch (cause) {
    if (isLoradexError(cause)) throw cause
    throw invalid(shown, `expected ${basename(path)}, saw ${systemSeen(cause)}`, cause)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export async function readText(path: string, shown: string, wanted: string): Promise<string> {
  return readPlainText(path).catch((cause: unknown) => {
    throw invalid(shown, `expected ${wanted}, saw ${systemSeen(cause)}`, cause)
  })
}

export function invalid(path: string, problem: string, cause?: unknown): LoradexError {
  return new LoradexError('evaluation.invalid', {
    message: `${path}: ${problem}`,
    details: { path },
    hint: 'Name predictions, one JSON object a line, and the export whose split they answer.',
    ...(cause !== undefined && { cause }),
  })
}
