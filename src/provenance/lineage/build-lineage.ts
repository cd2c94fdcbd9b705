import type { AdapterFacts, DataFacts, ReleaseFacts } from './facts.js'
import {
  digestOf,
  lineageGraph,
  type LineageEdge,
  type LineageGraph,
  type LineageNode,
} from './graph.js'
import { baseDigestsOf, textOf } from './metadata-facts.js'

interface Part {
  readonly nodes: readonly LineageNode[]
  readonly edges: readonly LineageEdge[]
}

/** One graph of all that is known; every standard document of a release agrees with it. */
export function buildLineage({ adapter, data, version }: ReleaseFacts): LineageGraph {
  const software = node('agent', 'software', { label: `loradex ${version}` })
  const made = data && dataPart(data, software)
  const trained = adapter && adapterPart(adapter, data)
  const parts: readonly Part[] = [made, trained].filter((part) => part !== undefined)
  return lineageGraph(
    parts.flatMap(({ nodes }) => nodes),
    parts.flatMap(({ edges }) => edges),
  )
}

export function adapterNode({ metadata, files }: AdapterFacts): LineageNode {
  const listed = files.map(({ name, sha256 }) => ({ name, sha256 }))
  const label = `${metadata.adapter_id || 'adapter'}@${metadata.adapter_version}`
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return {
    id: `sha256:${digestOf(listed)}`,
    type: 'entity',
    kind: 'adapter',
    label,
    facts: { files: files.length, bytes },
  }
}

export function dataNode({ name, manifest, manifestSha256 }: DataFacts): LineageNode {
  const { read, emitted } = manifest.counts
  return {
    id: `sha256:${manifestSha256}`,
    type: 'entity',
    kind: 'data',
    label: name,
    facts: { samples: emitted, read },
  }
}

function adapterPart(adapter: AdapterFacts, data: DataFacts | undefined): Part {
  const self = adapterNode(adapter)
  const { metadata, config } = adapter
  const base = node('entity', 'base-model', {
    label: [
      metadata.base_model_name || textOf(config.get('base_model_name_or_path')),
      metadata.base_model_version,
    ]
      .filter((text) => text !== '')
      .join('@'),
    facts: baseDigestsOf(adapter.document),
  })
  const parents = metadata.parent_adapter_id
    ? [node('entity', 'adapter', { label: metadata.parent_adapter_id })]
    : []
  const people = metadata.created_by
    ? [node('agent', 'person', { label: metadata.created_by })]
    : []
  const { epochs, learning_rate, lora_rank, lora_alpha } = metadata.training_config
  const used = [base, ...parents, ...(data ? [dataNode(data)] : [])]
  const training: LineageNode = {
    id: `sha256:${digestOf({ training: self.id, used: used.map(({ id }) => id) })}`,
    type: 'activity',
    kind: 'training',
    label: `LoRA of rank ${lora_rank}`,
    facts: { epochs, learning_rate, lora_rank, lora_alpha },
  }
  return {
    nodes: [self, training, ...used, ...people],
    edges: [
      edge(self, 'wasGeneratedBy', training),
      ...used.map((one) => edge(training, 'used', one)),
      ...used.map((one) => edge(self, 'wasDerivedFrom', one)),
      ...people.map((one) => edge(self, 'wasAttributedTo', one)),
    ],
  }
}

function dataPart(data: DataFacts, software: LineageNode): Part {
  const { manifest } = data
  const self = dataNode(data)
  const recipe: LineageNode = {
    id: `sha256:${manifest.plan_digest}`,
    type: 'entity',
    kind: 'recipe',
    label: `recipe of ${data.name}`,
    facts: { style: data.style },
  }
  const sources = manifest.source.inputs.map(({ input, records, records_sha256 }): LineageNode => ({
    id: `sha256:${records_sha256}`,
    type: 'entity',
    kind: 'source',
    label: input,
    facts: { records, source: manifest.source.id },
  }))
  const lost = manifest.counts.read - manifest.counts.emitted
  const rejects = manifest.rejects.map(({ file, records, sha256 }): LineageNode => ({
    id: `sha256:${sha256}`,
    type: 'entity',
    kind: 'rejects',
    label: file,
    facts: { records },
  }))
  const run: LineageNode = {
    id: `sha256:${digestOf({ export: self.id, plan: manifest.plan_digest })}`,
    type: 'activity',
    kind: 'export',
    label: `export by loradex ${manifest.loradex_version}`,
    facts: { read: manifest.counts.read, dropped: lost },
  }
  return {
    nodes: [self, recipe, ...sources, ...rejects, run, software],
    edges: [
      edge(self, 'wasGeneratedBy', run),
      ...rejects.map((one) => edge(one, 'wasGeneratedBy', run)),
      edge(run, 'used', recipe),
      ...sources.map((one) => edge(run, 'used', one)),
      ...sources.map((one) => edge(self, 'wasDerivedFrom', one)),
      edge(run, 'wasAssociatedWith', software),
    ],
  }
}

interface Said {
  readonly label: string
  readonly facts?: LineageNode['facts']
}

/** Of what is known by its name only: the name is what identifies it. */
function node(
  type: LineageNode['type'],
  kind: LineageNode['kind'],
  { label, facts = {} }: Said,
): LineageNode {
  return { id: `sha256:${digestOf({ kind, label, facts })}`, type, kind, label, facts }
}

function edge(from: LineageNode, relation: LineageEdge['relation'], to: LineageNode): LineageEdge {
  return { from: from.id, relation, to: to.id }
}
