export {
  DEFAULT_ADAPTER_METADATA,
  type AdapterMetadataConfig,
  type TrainingConfig,
} from './adapter-config.js'
export { adapterMetadataDocument, type MetadataDocumentOptions } from './adapter-metadata.js'
export type { BaseModel, ModuleShape } from './base/base-model.js'
export { readBaseModel } from './base/read-base-model.js'
export { buildMetadata, type BuildOptions } from './build/build-metadata.js'
export { adapterFacts } from './build/adapter-facts.js'
export type { CardFrontMatter, CardSplit } from './card-front-matter.js'
export type { CheckFinding, CheckId } from './checks/adapter-check.js'
export {
  checkAdapter,
  judgeAdapter,
  type AdapterVerdict,
  type CheckAdapterOptions,
  type CheckResult,
} from './checks/check-adapter.js'
export { checkSubject, type CheckSubject } from './checks/check-subject.js'
export { checkAdapterMetadata, type MetadataFindings } from './check-metadata.js'
export { metadataFrom, metadataTo } from './crosswalk/convert.js'
export {
  crosswalk,
  formatNotes,
  formats,
  type CrosswalkRow,
  type Format,
  type Place,
} from './crosswalk/crosswalk.data.js'
export { datasetCard, type CardField, type DatasetCard } from './dataset-card.js'
export type { EngineFit } from './engines/engine-fit.js'
export type { EngineId } from './engines/engine-id.js'
export type { Engine, EngineRule, Fit } from './engines/engine.js'
export { engines } from './engines/engines.data.js'
export { problemLine, type MetadataProblem } from './metadata-problem.js'
export type { ConfigProblem } from './peft/config-problem.js'
export type { LoraModule } from './peft/lora-module.js'
export type { PeftConfig } from './peft/peft-config.js'
export type { PlacedTensor, TensorRole } from './peft/place-tensor.js'
export { readPeftConfig, type ReadPeftConfig } from './peft/read-peft-config.js'
export {
  readAdapterMetadata,
  type AdapterMetadata,
  type ReadMetadataOptions,
} from './read-adapter-metadata.js'
export {
  contentOf,
  type AdapterFiles,
  type FileReading,
  type Weights,
} from './read/adapter-files.js'
export type { ByteSource } from './read/byte-source.js'
export type { FileFault } from './read/file-fault.js'
export { readAdapter } from './read/read-adapter.js'
export { readTensorHeader } from './safetensors/read-tensor-header.js'
export type { Tensor, TensorHeader } from './safetensors/tensor-header.js'
export type { ColumnType } from '../records/column-type.js'
export { bumpAdapter, type Bump, type BumpOptions } from './versions/bump-adapter.js'
export type { BumpObjection, BumpReason, Level } from './versions/bump-rule.js'
export { readRelease } from './versions/read-release.js'
export { release, type Release } from './versions/release.js'
