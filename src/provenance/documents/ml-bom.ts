import type { PlainJson } from '../../kernel/plain-json.js'
import type { AdapterFacts, DataFacts, FileFact, ReleaseFacts } from '../lineage/facts.js'
import { adapterNode, dataNode } from '../lineage/build-lineage.js'
import { uuidOf } from './uuid-of.js'

type Document = Readonly<Record<string, PlainJson>>

/** `mlbom.cdx.json` of an adapter: CycloneDX 1.7, https://cyclonedx.org/docs/1.7/json/. */
export function mlBom(facts: ReleaseFacts & { readonly adapter: AdapterFacts }): Document {
  const { adapter, data, version, releasedAt } = facts
  const { metadata } = adapter
  const adapterRef = adapterNode(adapter).id
  const baseRef = `base:${metadata.base_model_name}`
  const dataRef = data && dataNode(data).id
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    serialNumber: `urn:uuid:${uuidOf(adapterRef, dataRef ?? '')}`,
    version: 1,
    metadata: {
      timestamp: releasedAt,
      tools: { components: [{ type: 'application', name: 'loradex', version }] },
      component: adapterComponent(facts, adapterRef, dataRef),
    },
    components: [baseComponent(adapter, baseRef), ...(data ? [dataComponent(data)] : [])],
    dependencies: [
      { ref: adapterRef, dependsOn: [baseRef, ...(dataRef === undefined ? [] : [dataRef])] },
    ],
  }
}

function adapterComponent(
  { adapter }: ReleaseFacts & { readonly adapter: AdapterFacts },
  ref: string,
  dataRef: string | undefined,
): PlainJson {
  const { metadata, files, license } = adapter
  const { created_by, task_type, language, domain, parent_adapter_id: parent } = metadata
  return {
    type: 'machine-learning-model',
    'bom-ref': ref,
    name: metadata.adapter_id || 'adapter',
    version: metadata.adapter_version,
    ...(created_by && { authors: [{ name: created_by }] }),
    hashes: [{ alg: 'SHA-256', content: ref.slice('sha256:'.length) }],
    ...(license && { licenses: [{ license: { name: license } }] }),
    pedigree: {
      ancestors: [
        {
          type: 'machine-learning-model',
          name: metadata.base_model_name || 'unknown',
          version: metadata.base_model_version,
        },
        ...(parent ? [{ type: 'machine-learning-model', name: parent }] : []),
      ],
    },
    modelCard: {
      modelParameters: {
        approach: { type: 'supervised' },
        ...(task_type && { task: task_type }),
        modelArchitecture: `LoRA of rank ${metadata.training_config.lora_rank}`,
        ...(dataRef !== undefined && { datasets: [{ ref: dataRef }] }),
      },
      ...performance(adapter),
      ...(domain && { considerations: { useCases: [domain] } }),
    },
    components: files.map(fileComponent),
    properties: [
      property('language', language),
      property('target_modules', metadata.training_config.target_modules.join(' ')),
      property('data_source_uri', metadata.data_source_uri),
      property('epochs', metadata.training_config.epochs),
      property('learning_rate', metadata.training_config.learning_rate),
    ],
  }
}

function performance({ metrics }: AdapterFacts): Document {
  if (metrics.length === 0) return {}
  return {
    quantitativeAnalysis: {
      performanceMetrics: metrics.map(({ name, value, split, low, high }) => ({
        type: name,
        value: String(value),
        ...(split !== undefined && { slice: split }),
        ...(low !== undefined &&
          high !== undefined && {
            confidenceInterval: { lowerBound: String(low), upperBound: String(high) },
          }),
      })),
    },
  }
}

function baseComponent({ metadata }: AdapterFacts, ref: string): PlainJson {
  const { base_model_name: name, base_model_version: version } = metadata
  return { type: 'machine-learning-model', 'bom-ref': ref, name: name || 'unknown', version }
}

function dataComponent(data: DataFacts): PlainJson {
  const { manifest } = data
  return {
    type: 'data',
    'bom-ref': dataNode(data).id,
    name: data.name,
    hashes: [{ alg: 'SHA-256', content: data.manifestSha256 }],
    data: [
      {
        type: 'dataset',
        name: data.name,
        contents: { properties: manifest.shards.map(({ file, sha256 }) => property(file, sha256)) },
        description: `${manifest.counts.emitted} samples of ${manifest.counts.read} records.`,
      },
    ],
    properties: [
      property('recipe_sha256', manifest.plan_digest),
      property('source', manifest.source.id),
      ...manifest.source.inputs.map(({ input, records_sha256 }) =>
        property(`input:${input}`, records_sha256),
      ),
    ],
  }
}

function fileComponent({ name, sha256 }: FileFact): PlainJson {
  return { type: 'file', name, hashes: [{ alg: 'SHA-256', content: sha256 }] }
}

/** URIs of ours are no IRIs that validators take, so all of it goes here. */
function property(name: string, value: string | number): Readonly<Record<string, string>> {
  return { name: `loradex:${name}`, value: String(value) }
}
