import type { AdapterMetadata } from '../read-adapter-metadata.js'
import type { GgufHeader } from '../gguf/gguf-header.js'
import type { LoraModule } from '../peft/lora-module.js'
import type { PlacedTensor } from '../peft/place-tensor.js'
import type { ReadPeftConfig } from '../peft/read-peft-config.js'
import type { TensorHeader } from '../safetensors/tensor-header.js'
import type { FileFault } from './file-fault.js'

/** What was found of an adapter. What cannot be read is a fault in its place, never an exception. */
export interface AdapterFiles {
  /** As it was named. */
  readonly shown: string
  /** Undefined where there is none, as beside a file of weights. */
  readonly config: FileReading<ReadPeftConfig> | undefined
  readonly weights: FileReading<Weights>
  /** `adapter_metadata.json` of the folder. */
  readonly metadata: FileReading<AdapterMetadata> | undefined
  /** Other files of the folder that hold a pickle. */
  readonly pickles: readonly string[]
}

export type FileReading<Content> = { readonly file: string; readonly path: string } & (
  | { readonly content: Content }
  | { readonly fault: FileFault }
)

export type Weights =
  | {
      readonly format: 'safetensors'
      readonly header: TensorHeader
      readonly placed: readonly PlacedTensor[]
      readonly modules: readonly LoraModule[]
    }
  | { readonly format: 'gguf'; readonly header: GgufHeader }

/** The content, when it could be read. */
export function contentOf<Content>(reading: FileReading<Content> | undefined): Content | undefined {
  return reading !== undefined && 'content' in reading ? reading.content : undefined
}
