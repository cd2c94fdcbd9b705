import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { checkSubject, type CheckSubject } from '../checks/check-subject.js'
import { pathParts, valueAtPath } from '../crosswalk/json-path.js'
import { numberOf } from '../peft/field-kinds.js'
import type { AdapterFiles } from '../read/adapter-files.js'
import type { AdapterMetadata } from '../read-adapter-metadata.js'
import { CHANGELOG_BLOCK, EVALUATION_BLOCK } from '../spec/block-names.js'

/** A version of an adapter, as its metadata and its files say it. */
export interface Release {
  readonly metadata: AdapterMetadata
  readonly subject: CheckSubject
  /** The JSON Schema that answers follow, where it is at hand. */
  readonly outputSchema?: Json
}

export function release(
  files: AdapterFiles,
  metadata: AdapterMetadata,
  outputSchema?: Json,
): Release {
  return {
    metadata,
    subject: checkSubject(files),
    ...(outputSchema !== undefined && { outputSchema }),
  }
}

/** What stands at a dotted path of the metadata. */
export function fact({ metadata }: Release, path: string): Json | undefined {
  return valueAtPath(metadata.document, pathParts(path))
}

export interface Result {
  readonly metric: string
  /** Name and split of the data, as one text. */
  readonly dataset: string
  readonly value: number
  readonly isHigherBetter: boolean
}

/** Metrics that fall when a model becomes better. */
const losses = /loss|perplexity|error|distance/u

export function results({ metadata }: Release): readonly Result[] {
  const list = metadata.document.get(EVALUATION_BLOCK)
  return (isJsonArray(list) ? list : []).filter(isJsonObject).flatMap((entry) => {
    const metric = entry.get('metric')
    const value = numberOf(entry.get('value'))
    if (typeof metric !== 'string' || value === undefined) return []
    const better = entry.get('higher_is_better')
    const isHigherBetter = typeof better === 'boolean' ? better : !losses.test(metric)
    return [{ metric, dataset: datasetText(entry.get('dataset')), value, isHigherBetter }]
  })
}

function datasetText(dataset: Json | undefined): string {
  if (!isJsonObject(dataset)) return ''
  const parts = ['name', 'split', 'digest'].map((key) => dataset.get(key))
  return parts.filter((part) => typeof part === 'string').join(' ')
}

/** What the changelog says of a version: the block, else `custom.changelog` of the core profile. */
export function changesOf({ metadata }: Release, version: string): readonly string[] {
  const log = metadata.document.get(CHANGELOG_BLOCK)
  const entries: readonly JsonObject[] = (isJsonArray(log) ? log : []).filter(isJsonObject)
  const entry = entries.find((each) => each.get('version') === version)
  const changes = entry?.get('changes')
  if (isJsonArray(changes)) return changes.filter((change) => typeof change === 'string')
  const { changelog } = metadata.config.custom_metadata
  return changelog === undefined || changelog.trim() === '' ? [] : [changelog]
}

/** `legal-qa@1.1.0` and `legal-qa-v1.1` as id and version; undefined without a parent. */
export function parentOf({ metadata }: Release): ParentName | undefined {
  const text = metadata.config.parent_adapter_id
  if (text === '') return undefined
  const [, id = text, version] = /^(.+?)(?:@|-v)(\d+(?:\.\d+){1,2}(?:[-+].*)?)$/u.exec(text) ?? []
  return { id, ...(version !== undefined && { version }) }
}

export interface ParentName {
  readonly id: string
  readonly version?: string
}
