import type { BaseModel } from '../base/base-model.js'
import type { EngineId } from '../engines/engine-id.js'
import type { LoraModule } from '../peft/lora-module.js'
import type { PeftConfig } from '../peft/peft-config.js'
import type { PlacedTensor } from '../peft/place-tensor.js'
import { contentOf, type AdapterFiles } from '../read/adapter-files.js'
import type { AdapterMetadata } from '../read-adapter-metadata.js'
import type { TensorHeader } from '../safetensors/tensor-header.js'
import type { TensorValues } from '../values/scan-values.js'

/** All that checks may look at. What could not be read is undefined, and the container check says so. */
export interface CheckSubject {
  readonly files: AdapterFiles
  readonly config: PeftConfig | undefined
  readonly header: TensorHeader | undefined
  readonly placed: readonly PlacedTensor[]
  readonly modules: readonly LoraModule[]
  readonly metadata: AdapterMetadata | undefined
  readonly base: BaseModel | undefined
  /** Undefined where values were not read. */
  readonly values: readonly TensorValues[] | undefined
  /** Engines that have to take the adapter. */
  readonly engines: readonly EngineId[]
}

export interface SubjectExtras {
  readonly base?: BaseModel | undefined
  readonly values?: readonly TensorValues[] | undefined
  readonly engines?: readonly EngineId[] | undefined
}

export function checkSubject(files: AdapterFiles, extras: SubjectExtras = {}): CheckSubject {
  const weights = contentOf(files.weights)
  const tensors = weights?.format === 'safetensors' ? weights : undefined
  return {
    files,
    config: contentOf(files.config)?.config,
    header: tensors?.header,
    placed: tensors?.placed ?? [],
    modules: tensors?.modules ?? [],
    metadata: contentOf(files.metadata),
    base: extras.base,
    values: extras.values,
    engines: extras.engines ?? [],
  }
}

/** Why checks of LoRA weights against their config say nothing; undefined when they can. */
export function withoutLora({ config, header, placed }: CheckSubject): string | undefined {
  if (header === undefined) return 'no safetensors'
  if (config === undefined) return 'no adapter_config.json'
  if (config.peftType !== 'LORA') return `${config.peftType || 'no peft_type'}, not LORA`
  return placed.length === 0 ? 'no tensors' : undefined
}
