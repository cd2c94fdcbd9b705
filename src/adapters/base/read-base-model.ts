import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readPlainFile } from '../../disk/plain-file.js'
import { isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { systemSeen } from '../../kernel/system-failure.js'
import { withFile } from '../read/file-source.js'
import { readTensorHeader } from '../safetensors/read-tensor-header.js'
import type { Tensor } from '../safetensors/tensor-header.js'
import { baseConfig, type BaseConfig } from './base-config.js'
import type { BaseModel, ModuleShape } from './base-model.js'
import { modulesOfConfig } from './modules-of-config.js'
import { modulesOfWeights } from './modules-of-weights.js'
import { unreadableBase } from './unreadable-base.js'

const CONFIG = 'config.json'

/**
 * Reads what a base model consists of: from the headers of its safetensors, where the folder has them,
 * else from its `config.json`.
 * @throws `adapter.base-unreadable`
 */
export async function readBaseModel(path: string, shown: string = path): Promise<BaseModel> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw unreadableBase(shown, systemSeen(cause), cause)
  })
  const folder = stats.isDirectory() ? path : dirname(path)
  const file = stats.isDirectory() ? CONFIG : basename(path)
  const document = await readConfig(join(folder, file), shown)
  const config = baseConfig(document)
  const tensors = stats.isDirectory() ? await readWeights(folder, shown) : []
  const fromWeights = tensors.length > 0 ? modulesOfWeights(tensors, config.modelType) : undefined
  const modules = fromWeights ?? modulesOfConfig(config)
  return {
    shown,
    modelType: config.modelType,
    knownFrom: fromWeights ? 'weights' : modules ? 'config' : undefined,
    modules: withTiedHead(modules ?? new Map(), config),
    layers: config.layers,
    vocabulary: config.vocabulary,
  }
}

/** A head that shares the weight of the embedding stands in no file. */
function withTiedHead(
  modules: ReadonlyMap<string, ModuleShape>,
  { hidden, vocabulary }: BaseConfig,
): ReadonlyMap<string, ModuleShape> {
  const hasHead = modules.size === 0 || modules.has('lm_head')
  if (hasHead || hidden === undefined || vocabulary === undefined) return modules
  return new Map([...modules, ['lm_head', { outputs: vocabulary, inputs: hidden }]])
}

async function readConfig(path: string, shown: string): Promise<JsonObject> {
  const bytes = await readPlainFile(path).catch((cause: unknown) => {
    throw unreadableBase(shown, `no ${CONFIG} that can be read`, cause)
  })
  const parsed = parseJson(bytes)
  if ('value' in parsed && isJsonObject(parsed.value)) return parsed.value
  throw unreadableBase(shown, `a ${basename(path)} that is no JSON object`)
}

async function readWeights(folder: string, shown: string): Promise<readonly Tensor[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.safetensors'))
  const tensors: Tensor[] = []
  for (const name of names.toSorted()) {
    if (name.startsWith('adapter_model')) continue
    const read = await withFile(join(folder, name), readTensorHeader)
    if ('fault' in read) throw unreadableBase(shown, `${name} with ${read.fault.seen}`)
    tensors.push(...read.header.tensors)
  }
  return tensors
}
