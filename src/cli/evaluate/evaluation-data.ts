import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readExpected } from '../../evaluation/read-answers.js'
import { LoradexError } from '../../kernel/error.js'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { systemSeen } from '../../kernel/system-failure.js'
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
  const manifest = parseJsonText(await readText(join(folder, 'manifest.json'), shown))
  const shards = shardsOf(manifest).filter((shard) => shard.get('split') === split)
  const files = shards.map((shard) => shard.get('file')).filter((file) => typeof file === 'string')
  if (files.length === 0) {
    const names = shardsOf(manifest).map((shard) => shard.get('split'))
    const splits = new Set(names.filter((name) => typeof name === 'string'))
    throw invalid(shown, `expected a split ${split}, saw ${[...splits].join(', ') || 'none'}`)
  }
  const packed = files.find((file) => !file.endsWith('.jsonl'))
  if (packed !== undefined) throw invalid(shown, `expected plain JSONL, saw ${packed}`)
  const hash = createHash('sha256')
  const expected: (string | undefined)[] = []
  for (const file of files) {
    const text = await readText(join(folder, basename(file)), shown)
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
  const text = await readFile(join(folder, 'adapter_metadata.json'), 'utf8').catch(() => '{}')
  const document = parseJsonText(text)
  const training = isJsonObject(document) ? document.get('training') : undefined
  const name = isJsonObject(training) ? training.get('dataset_name') : undefined
  return typeof name === 'string' && name !== '' ? name : basename(folder)
}

export async function readText(path: string, shown: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw invalid(shown, `expected ${basename(path)}, saw ${systemSeen(cause)}`, cause)
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
