import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readPlainFile, readPlainText } from '../../disk/plain-file.js'
import { isLoradexError, LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'
import { systemSeen } from '../../kernel/system-failure.js'
import { MAX_CONFIG_BYTES, readPeftConfig, type ReadPeftConfig } from '../peft/read-peft-config.js'
import { readAdapterMetadata, type AdapterMetadata } from '../read-adapter-metadata.js'
import type { AdapterFiles, FileReading } from './adapter-files.js'
import { readWeights } from './read-weights.js'
import { withFile } from './file-source.js'
import { weightsFormat } from './weights-format.js'

const CONFIG = 'adapter_config.json'
const METADATA = 'adapter_metadata.json'
const WEIGHTS = 'adapter_model.safetensors'

/** What training leaves beside an adapter and loaders unpickle. */
const pickleName = /\.(?:bin|pt|pth|ckpt|pkl|pickle)$/iu

/**
 * Reads an adapter: a folder as PEFT saves it, or one file of weights. Only headers are read of
 * weights.
 * @throws `adapter.unreadable` when nothing is there.
 *
 * @example
 * ```ts
 * import { readAdapter } from 'loradex/adapters'
 *
 * const { config, weights } = await readAdapter('adapter')
 * if (config && 'content' in config) console.log(config.content.config.rank)
 * if ('fault' in weights) console.log(weights.fault.expected, weights.fault.seen)
 * ```
 */
export async function readAdapter(path: string, shown: string = path): Promise<AdapterFiles> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw unreadable(shown, systemSeen(cause), cause)
  })
  if (!stats.isDirectory()) {
    const file = basename(path)
    const weights = await readWeights(path, file)
    return { shown, config: undefined, weights, metadata: undefined, pickles: [] }
  }
  const names = (await readdir(path)).toSorted()
  const weightsName = weightsNameOf(names)
  if (weightsName === undefined && !names.includes(CONFIG)) {
    throw unreadable(shown, 'a folder without one')
  }
  const file = weightsName ?? WEIGHTS
  return {
    shown,
    config: names.includes(CONFIG) ? await readConfig(path) : undefined,
    weights:
      weightsName === undefined
        ? { file, path: join(path, file), fault: { expected: WEIGHTS, seen: 'no such file' } }
        : await readWeights(join(path, file), file),
    metadata: names.includes(METADATA) ? await readMetadata(path) : undefined,
    pickles: await picklesOf(
      path,
      names.filter((name) => name !== weightsName),
    ),
  }
}

/** The name that PEFT looks for, else the only file of weights there is. */
function weightsNameOf(names: readonly string[]): string | undefined {
  const known = [WEIGHTS, 'adapter.gguf', 'adapter_model.bin'].find((name) => names.includes(name))
  return known ?? names.find((name) => /\.(?:safetensors|gguf)$/u.test(name))
}

async function readConfig(folder: string): Promise<FileReading<ReadPeftConfig>> {
  const path = join(folder, CONFIG)
  const place = { file: CONFIG, path }
  try {
    const { size } = await stat(path)
    if (size > MAX_CONFIG_BYTES) {
      const expected = `at most ${MAX_CONFIG_BYTES} bytes`
      return { ...place, fault: { expected, seen: `${size} bytes` } }
    }
    const read = readPeftConfig(await readPlainFile(path))
    return 'fault' in read ? { ...place, ...read } : { ...place, content: read }
  } catch (cause) {
    return { ...place, fault: { expected: 'a file that can be read', seen: systemSeen(cause) } }
  }
}

async function readMetadata(folder: string): Promise<FileReading<AdapterMetadata>> {
  const place = { file: METADATA, path: join(folder, METADATA) }
  try {
    const text = await readPlainText(place.path)
    return { ...place, content: readAdapterMetadata(text, { path: METADATA }) }
  } catch (error) {
    const isInvalid = isLoradexError(error) && error.code === 'metadata.invalid'
    const seen = isInvalid ? firstLine(error.message) : systemSeen(error)
    return { ...place, fault: { expected: 'adapter metadata', seen } }
  }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? ''
}

async function picklesOf(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of names.filter((each) => pickleName.test(each))) {
    const path = join(folder, name)
    if (!(await stat(path)).isFile()) continue
    const judged = await withFile(path, weightsFormat)
    if ('fault' in judged && /pickle|zip/u.test(judged.fault.seen)) found.push(name)
  }
  return found
}

function unreadable(shown: string, seen: string, cause?: unknown): LoradexError {
  return new LoradexError('adapter.unreadable', {
    message: `${shortPath(shown)}: expected an adapter, saw ${seen}`,
    details: { path: shown },
    hint: `Name a folder with ${CONFIG} and ${WEIGHTS}, or a file of weights${dirname(shown) === '.' ? '' : ' in it'}.`,
    ...(cause !== undefined && { cause }),
  })
}
