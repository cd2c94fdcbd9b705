export { emptyOutput } from './empty-output.js'
export { textMismatch } from './text-mismatch.js'
export { schemaViolation } from './schema-violation.js'
export { createSplitter, type SplitOptions, type Splitter } from './split.js'
export type { Stage } from './stage.js'
export { textLength, type TextLengthOptions } from './text-length.js'
export { readTimestamp } from './timestamp.js'
export {
  createWeigher,
  type Freshness,
  type ReadValue,
  type WeightOptions,
  type Weighed,
  type Weigher,
} from './weight.js'
