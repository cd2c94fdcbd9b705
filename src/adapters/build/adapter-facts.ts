import type { Json, JsonObject } from '../../kernel/json-value.js'
import { trainedParameters } from '../checks/count.js'
import { loraOptions } from '../peft/lora-options.js'
import type { PeftConfig } from '../peft/peft-config.js'
import { contentOf, type AdapterFiles } from '../read/adapter-files.js'
import { TRAINING_BLOCK } from '../spec/block-names.js'

/** What an adapter's own files say of it, as parts of a metadata document. */
export function adapterFacts(files: AdapterFiles): JsonObject {
  const config = contentOf(files.config)?.config
  const weights = contentOf(files.weights)
  const isPlain = weights?.format === 'safetensors'
  const training = new Map<string, Json>([
    ...(config === undefined ? [] : ([['lora', loraOptions(config.document)]] as const)),
    ...(isPlain ? ([['trainable_parameters', trainedParameters(weights.placed)]] as const) : []),
    ...(config?.peftVersion === undefined ? [] : ([['peft_version', config.peftVersion]] as const)),
  ])
  return new Map<string, Json>([
    ...(config === undefined ? [] : coreFacts(config)),
    ...(training.size === 0 ? [] : ([[TRAINING_BLOCK, training]] as const)),
  ])
}

function coreFacts(config: PeftConfig): readonly (readonly [string, Json])[] {
  const { baseModel, revision, targetModules = [], document } = config
  return [
    [
      'base_model',
      new Map<string, Json>([
        ...(isReference(baseModel) ? ([['name', baseModel]] as const) : []),
        ...(revision === undefined ? [] : ([['version', revision]] as const)),
      ]),
    ],
    [
      'training',
      new Map<string, Json>([
        ['lora_rank', document.get('r') ?? config.rank],
        ['lora_alpha', document.get('lora_alpha') ?? config.alpha],
        ['lora_dropout', document.get('lora_dropout') ?? config.dropout],
        ['target_modules', [targetModules].flat().toSorted()],
      ]),
    ],
  ]
}

/** A path of the machine that trained names nothing elsewhere. */
function isReference(name: string): boolean {
  return name !== '' && !/^(?:\/|\.|~|[A-Za-z]:[\\/])/u.test(name)
}
