import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isJsonObject, type Json } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import type { LoadedRecipe } from '../../recipe/load-recipe.js'
import { openSource } from '../../recipe/open-source.js'
import type { CommandIo } from '../command-io.js'
import type { Candidate } from './candidate.js'

const RECORDS_LOOKED_AT = 20
const MOST_LEVELS = 3
/** Someone waits at the keyboard. */
const TIME_LIMIT_MS = 1500
const READ_BYTES = 64 * 1024

/** Paths into the first records of the recipe's source; none where that would ask a server. */
export async function columnsOf(
  { recipe, baseFolder }: LoadedRecipe,
  { env, signal }: Pick<CommandIo, 'env' | 'signal'>,
): Promise<readonly Candidate[]> {
  const isRemote = ['http', 'postgres', 'stdin', 'entities'].includes(recipe.source.type)
  if (isRemote) return []
  const spoolFolder = await mkdtemp(join(tmpdir(), 'loradex-completion-'))
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)])
    const source = openSource(recipe.source, { baseFolder, env })
    const [first] = await source.plan({
      spoolFolder,
      enoughRecords: RECORDS_LOOKED_AT,
      signal: limit,
    })
    const found = new Map<string, string>()
    if (first === undefined) return []
    for await (const { bytes, spans } of source.read(first, {
      batchBytes: READ_BYTES,
      signal: limit,
    })) {
      for (let index = 0; index < Math.min(spans.length / 2, RECORDS_LOOKED_AT); index += 1) {
        const parsed = parseJson(bytes.subarray(spans[2 * index], spans[2 * index + 1]))
        if ('value' in parsed) addPaths(parsed.value, [], found)
      }
      break
    }
    return Array.from(found, ([value, about]) => ({ value, about }))
  } catch {
    // Whoever runs the command is told what is wrong; who writes it gets no columns.
    return []
  } finally {
    await rm(spoolFolder, { recursive: true, force: true })
  }
}

function addPaths(value: Json, path: readonly string[], found: Map<string, string>): void {
  if (path.length > 0) {
    const dotted = path.join('.')
    if (!found.has(dotted)) found.set(dotted, kindOf(value))
  }
  if (!isJsonObject(value) || path.length >= MOST_LEVELS) return
  for (const [key, member] of value) {
    // A key with a dot cannot be said as a dotted path.
    if (!key.includes('.') && key !== '') addPaths(member, [...path, key], found)
  }
}

function kindOf(value: Json): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'true or false'
  if (Array.isArray(value)) return 'list'
  return isJsonObject(value) ? 'object' : 'number'
}
