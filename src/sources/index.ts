export { jsonl, type JsonlOptions } from './jsonl.js'
export type { FileChoice } from './match-files.js'
export type { FileSnapshot, PlanOptions, ReadOptions, Source, SourcePart } from './source.js'
