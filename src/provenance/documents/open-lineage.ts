import type { PlainJson } from '../../kernel/plain-json.js'
import { adapterNode } from '../lineage/build-lineage.js'
import type { AdapterFacts, ColumnFact, DataFacts, ReleaseFacts } from '../lineage/facts.js'
import { PRODUCER } from './producer.js'
import { uuidOf } from './uuid-of.js'

type Document = Readonly<Record<string, PlainJson>>

const SPEC = 'https://openlineage.io/spec'
const NAMESPACE = 'loradex'

/**
 * Events of `lineage.openlineage.jsonl`, https://openlineage.io/spec/2-0-2/OpenLineage.json: the
 * export, then the training. Both are told after they have ended, at the time of the release.
 */
export function openLineage({
  adapter,
  data,
  releasedAt,
  version,
}: ReleaseFacts): readonly Document[] {
  const events: Document[] = []
  if (data) {
    const runId = uuidOf('export', data.manifestSha256)
    const job = { namespace: NAMESPACE, name: `export.${data.name}`, facets: jobFacets('EXPORT') }
    const run = { runId, facets: engine(data.manifest.loradex_version) }
    events.push(
      event('START', { run, job, eventTime: releasedAt }),
      event('COMPLETE', {
        run,
        job,
        eventTime: releasedAt,
        inputs: data.manifest.source.inputs.map((input) => sourceDataset(input)),
        outputs: [outputDataset(data)],
      }),
    )
  }
  if (adapter) {
    const name = adapter.metadata.adapter_id || 'adapter'
    const run = { runId: uuidOf('training', adapterNode(adapter).id), facets: engine(version) }
    const job = { namespace: NAMESPACE, name: `training.${name}`, facets: jobFacets('TRAINING') }
    const inputs = [baseDataset(adapter), ...(data ? [trainingDataset(data)] : [])]
    events.push(
      event('START', { run, job, eventTime: releasedAt }),
      event('COMPLETE', {
        run,
        job,
        eventTime: releasedAt,
        inputs,
        outputs: [adapterDataset(adapter)],
      }),
    )
  }
  return events
}

function event(eventType: string, rest: Document): Document {
  const schemaURL = `${SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent`
  return { eventType, ...rest, producer: PRODUCER, schemaURL }
}

/** Every facet says who wrote it, and what it is. */
function facet(file: string, name: string, members: Document): Document {
  return {
    _producer: PRODUCER,
    _schemaURL: `${SPEC}/facets/${file}.json#/$defs/${name}`,
    ...members,
  }
}

function jobFacets(jobType: string): Document {
  const members = { processingType: 'BATCH', integration: 'LORADEX', jobType }
  return { jobType: facet('2-0-3/JobTypeJobFacet', 'JobTypeJobFacet', members) }
}

function engine(version: string): Document {
  const members = { version, name: 'loradex' }
  return {
    processing_engine: facet('1-1-1/ProcessingEngineRunFacet', 'ProcessingEngineRunFacet', members),
  }
}

function versioned(datasetVersion: string): Document {
  return {
    version: facet('1-0-1/DatasetVersionDatasetFacet', 'DatasetVersionDatasetFacet', {
      datasetVersion,
    }),
  }
}

function sourceDataset(input: DataFacts['manifest']['source']['inputs'][number]): PlainJson {
  return {
    namespace: NAMESPACE,
    name: input.input,
    facets: versioned(`sha256:${input.records_sha256}`),
    inputFacets: {
      dataQualityMetrics: facet(
        '1-0-2/DataQualityMetricsInputDatasetFacet',
        'DataQualityMetricsInputDatasetFacet',
        { rowCount: input.records, columnMetrics: {} },
      ),
    },
  }
}

function outputDataset(data: DataFacts): PlainJson {
  const { manifest, columns } = data
  const size = manifest.shards.reduce((sum, { bytes }) => sum + bytes, 0)
  return {
    namespace: NAMESPACE,
    name: data.name,
    facets: {
      ...versioned(`sha256:${data.manifestSha256}`),
      schema: facet('1-1-1/SchemaDatasetFacet', 'SchemaDatasetFacet', {
        fields: columns.map(({ name, kind }: ColumnFact) => ({ name, type: kind })),
      }),
      ...(data.gates.length > 0 && {
        dataQualityAssertions: facet(
          '1-0-1/DataQualityAssertionsDatasetFacet',
          'DataQualityAssertionsDatasetFacet',
          {
            assertions: data.gates.map(({ gate, passed }) => ({
              assertion: gate,
              success: passed,
            })),
          },
        ),
      }),
    },
    outputFacets: {
      outputStatistics: facet(
        '1-0-2/OutputStatisticsOutputDatasetFacet',
        'OutputStatisticsOutputDatasetFacet',
        {
          rowCount: manifest.counts.emitted,
          size,
          fileCount: manifest.shards.length,
        },
      ),
    },
  }
}

function trainingDataset(data: DataFacts): PlainJson {
  return {
    namespace: NAMESPACE,
    name: data.name,
    facets: versioned(`sha256:${data.manifestSha256}`),
  }
}

function baseDataset({ metadata }: AdapterFacts): PlainJson {
  const { base_model_name: name, base_model_version: version } = metadata
  return { namespace: NAMESPACE, name: name || 'unknown', facets: versioned(version || 'unknown') }
}

function adapterDataset(adapter: AdapterFacts): PlainJson {
  const name = adapter.metadata.adapter_id || 'adapter'
  return { namespace: NAMESPACE, name, facets: versioned(adapterNode(adapter).id) }
}
