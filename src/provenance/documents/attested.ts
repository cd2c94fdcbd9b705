import type { PlainJson } from '../../kernel/plain-json.js'
import { STATEMENT_TYPE, type Statement, type Subject } from '../signing/statement.js'
import { adapterNode } from '../lineage/build-lineage.js'
import type { AdapterFacts, DataFacts, ReleaseFacts } from '../lineage/facts.js'
import { PRODUCER } from './producer.js'
import { uuidOf } from './uuid-of.js'

const PROVENANCE = 'https://slsa.dev/provenance/v1'
const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1'

/** What is claimed of an export: how it was made, and what its gates found. */
export function exportStatements(data: DataFacts, version: string): readonly Statement[] {
  const { manifest, gates } = data
  const subject = manifest.shards.map(({ file, sha256 }) => subjectOf(file, sha256))
  const provenance = statement(
    [...subject, subjectOf('manifest.json', data.manifestSha256)],
    PROVENANCE,
    {
      buildDefinition: {
        buildType: `${PRODUCER}/buildtypes/export/v1`,
        externalParameters: { recipe: plain(data.recipe) },
        internalParameters: { plan_digest: manifest.plan_digest },
        resolvedDependencies: manifest.source.inputs.map(({ input, records_sha256, records }) => ({
          name: input,
          digest: { sha256: records_sha256 },
          annotations: { records, digest_of: 'records' },
        })),
      },
      runDetails: {
        builder: builder(manifest.loradex_version),
        metadata: { invocationId: uuidOf('export', data.manifestSha256) },
        byproducts: manifest.rejects.map(({ file, sha256 }) => ({
          name: file,
          digest: { sha256 },
        })),
      },
    },
  )
  if (gates.length === 0) return [provenance]
  const named = (wanted: boolean): readonly string[] =>
    gates.flatMap(({ gate, passed }) => (passed === wanted ? [gate] : []))
  const result = statement([subjectOf('manifest.json', data.manifestSha256)], TEST_RESULT, {
    result: named(false).length === 0 ? 'PASSED' : 'FAILED',
    configuration: [{ name: 'recipe', digest: { sha256: manifest.plan_digest } }],
    passedTests: named(true),
    failedTests: named(false),
    url: `${PRODUCER}/gates/${version}`,
  })
  return [provenance, result]
}

/** What is claimed of an adapter: from which base, data and parameters it was trained. */
export function trainingStatement(
  adapter: AdapterFacts,
  { data, version, releasedAt }: Pick<ReleaseFacts, 'data' | 'version' | 'releasedAt'>,
): Statement {
  const { metadata, files } = adapter
  const { training_config, base_model_name, base_model_version, parent_adapter_id } = metadata
  return statement(
    files.map(({ name, sha256 }) => subjectOf(name, sha256)),
    PROVENANCE,
    {
      buildDefinition: {
        buildType: `${PRODUCER}/buildtypes/train/v1`,
        externalParameters: {
          training: { ...training_config, target_modules: [...training_config.target_modules] },
          task: metadata.task_type,
        },
        internalParameters: {},
        resolvedDependencies: [
          {
            name: base_model_name || 'unknown',
            uri: `hf://${base_model_name}${base_model_version ? `@${base_model_version}` : ''}`,
          },
          ...(data ? [{ name: data.name, digest: { sha256: data.manifestSha256 } }] : []),
          ...(parent_adapter_id
            ? [{ name: parent_adapter_id, uri: `loradex:${parent_adapter_id}` }]
            : []),
        ],
      },
      runDetails: {
        builder: builder(version),
        metadata: {
          invocationId: uuidOf('training', adapterNode(adapter).id),
          finishedOn: releasedAt,
        },
      },
    },
  )
}

function statement(
  subject: readonly Subject[],
  predicateType: string,
  predicate: Statement['predicate'],
): Statement {
  return { _type: STATEMENT_TYPE, subject, predicateType, predicate }
}

function subjectOf(name: string, sha256: string): Subject {
  return { name, digest: { sha256 } }
}

function builder(version: string): PlainJson {
  return { id: `${PRODUCER}/builder`, version: { loradex: version } }
}

/** A recipe comes from a report, and so from JSON. */
function plain(value: unknown): PlainJson {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (value ?? null) as PlainJson
}
