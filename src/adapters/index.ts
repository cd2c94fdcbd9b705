export {
  DEFAULT_ADAPTER_METADATA,
  type AdapterMetadataConfig,
  type TrainingConfig,
} from './adapter-config.js'
export { adapterMetadataDocument, type MetadataDocumentOptions } from './adapter-metadata.js'
export type { CardFrontMatter, CardSplit } from './card-front-matter.js'
export { checkAdapterMetadata, type MetadataFindings } from './check-metadata.js'
export { datasetCard, type CardField, type DatasetCard } from './dataset-card.js'
export { problemLine, type MetadataProblem } from './metadata-problem.js'
export {
  readAdapterMetadata,
  type AdapterMetadata,
  type ReadMetadataOptions,
} from './read-adapter-metadata.js'
export type { ColumnType } from '../records/column-type.js'
