// Twins of the code samples on adapter metadata.
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { JsonlLlmExporter, type ExporterConfig } from 'loradex'
import { compact, makeExportFolder, type ExportFolder } from './export-folder.js'

const config = {
  adapter_metadata: {
    enable_tracking: true,

    adapter_id: 'themis-legal-qa-v1',
    adapter_version: '1.2.0',

    base_model_name: 'mistral-7b-v0.1',
    base_model_version: 'v0.1',

    task_type: 'question-answering',
    domain: 'legal',
    language: 'de',

    training_config: {
      dataset_name: 'themis_legal_corpus_2024',
      num_samples: 150_000,
      epochs: 3,
      learning_rate: 2e-4,
      lora_rank: 8,
      lora_alpha: 16,
      lora_dropout: 0.1,
      target_modules: ['q_proj', 'v_proj', 'k_proj', 'o_proj'],
    },

    created_by: 'themis-ml-team',
    data_source_uri: 'themisdb://prod/legal_corpus?version=2024.11',
    parent_adapter_id: 'themis-legal-qa-v1.1',

    custom_metadata: {
      compliance: 'GDPR-compliant',
      quality_score: '0.92',
      use_case: 'legal-document-qa',
    },
  },
} satisfies ExporterConfig

const documented = `{
  "adapter_id": "themis-legal-qa-v1",
  "adapter_version": "1.2.0",
  "base_model": {
    "name": "mistral-7b-v0.1",
    "version": "v0.1"
  },
  "task": {
    "type": "question-answering",
    "domain": "legal",
    "language": "de"
  },
  "training": {
    "dataset_name": "themis_legal_corpus_2024",
    "num_samples": 150000,
    "epochs": 3,
    "learning_rate": 0.0002,
    "lora_rank": 8,
    "lora_alpha": 16.0,
    "lora_dropout": 0.1,
    "target_modules": ["q_proj", "v_proj", "k_proj", "o_proj"]
  },
  "provenance": {
    "created_by": "themis-ml-team",
    "data_source_uri": "themisdb://prod/legal_corpus?version=2024.11",
    "parent_adapter_id": "themis-legal-qa-v1.1"
  },
  "custom": {
    "compliance": "GDPR-compliant",
    "quality_score": "0.92",
    "use_case": "legal-document-qa"
  },
  "exported_at": "2024-11-21T08:30:00Z"
}`

const env = { SOURCE_DATE_EPOCH: String(Date.parse('2024-11-21T08:30:00Z') / 1000) }

const entities = [
  { question: 'Was ist Eigentum?', answer: 'Das umfassende Recht an einer Sache, § 903 BGB.' },
  { question: 'Was ist Besitz?', answer: 'Die tatsächliche Gewalt über eine Sache, § 854 BGB.' },
]

describe('adapter metadata', () => {
  let folder: ExportFolder
  before(async () => {
    folder = await makeExportFolder()
  })
  after(() => folder.remove())

  it('is the documented JSON, key for key', async () => {
    const exporter = new JsonlLlmExporter(config, { env })

    const metadataJson = exporter.getAdapterMetadataJson()

    const file = join(folder.path, 'adapter_metadata.json')
    await writeFile(file, metadataJson)
    assert.equal(compact(await readFile(file, 'utf8')), compact(documented))
  })

  it('lies beside the shards, with the number of samples filled in', async () => {
    const { training_config } = config.adapter_metadata
    const exporter = new JsonlLlmExporter(
      {
        adapter_metadata: {
          ...config.adapter_metadata,
          training_config: { ...training_config, num_samples: 0 },
        },
      },
      { baseFolder: folder.path, env },
    )

    await exporter.exportEntities(entities)

    const written = await folder.read('adapter_metadata.json')
    assert.equal(written, exporter.getAdapterMetadataJson())
    assert.equal(compact(written), compact(documented.replace('150000', '2')))
  })

  it('can be loaded from JSON', () => {
    const exporter = new JsonlLlmExporter()

    exporter.setAdapterMetadataFromJson(documented)

    assert.equal(compact(exporter.getAdapterMetadataJson()), compact(documented))
    assert.throws(() => exporter.setAdapterMetadataFromJson('{"adapter_id": 1}'), {
      code: 'metadata.invalid',
    })
  })

  it('has the documented defaults', () => {
    const exporter = new JsonlLlmExporter({}, { env })

    assert.deepEqual(JSON.parse(exporter.getAdapterMetadataJson()), {
      adapter_id: '',
      adapter_version: '1.0.0',
      base_model: { name: '', version: '' },
      task: { type: '', domain: '', language: 'en' },
      training: {
        dataset_name: '',
        num_samples: 0,
        epochs: 0,
        learning_rate: 0,
        lora_rank: 8,
        lora_alpha: 16,
        lora_dropout: 0.1,
        target_modules: [],
      },
      provenance: { created_by: '', data_source_uri: '', parent_adapter_id: '' },
      custom: {},
      exported_at: '2024-11-21T08:30:00Z',
    })
  })

  it('is kept for each domain on its own', () => {
    const legal = new JsonlLlmExporter({
      adapter_metadata: {
        adapter_id: 'themis-legal-v1',
        domain: 'legal',
        task_type: 'question-answering',
      },
    })
    const medical = new JsonlLlmExporter({
      adapter_metadata: {
        adapter_id: 'themis-medical-v1',
        domain: 'medical',
        task_type: 'diagnosis-support',
      },
    })

    assert.match(legal.getAdapterMetadataJson(), /"themis-legal-v1"[^]*"domain": "legal"/u)
    assert.match(medical.getAdapterMetadataJson(), /"themis-medical-v1"[^]*"domain": "medical"/u)
  })

  it('tells how an adapter has evolved through versions', () => {
    const initial: ExporterConfig['adapter_metadata'] = {
      adapter_version: '1.0.0',
      parent_adapter_id: '',
    }
    const incremental: ExporterConfig['adapter_metadata'] = {
      ...initial,
      adapter_version: '1.1.0',
      parent_adapter_id: 'themis-legal-qa-v1.0',
      custom_metadata: { changelog: 'Added 20k recent court decisions' },
    }
    const major: ExporterConfig['adapter_metadata'] = {
      ...incremental,
      adapter_version: '2.0.0',
      base_model_name: 'mistral-7b-v0.2',
      parent_adapter_id: 'themis-legal-qa-v1.1',
    }

    const versions = [initial, incremental, major].map((adapter_metadata) => {
      const exporter = new JsonlLlmExporter({ adapter_metadata })
      return JSON.parse(exporter.getAdapterMetadataJson()) as {
        readonly adapter_version: string
        readonly base_model: { readonly name: string }
        readonly provenance: { readonly parent_adapter_id: string }
        readonly custom: Readonly<Record<string, string>>
      }
    })
    assert.deepEqual(
      versions.map(({ adapter_version, base_model, provenance, custom }) => [
        adapter_version,
        base_model.name,
        provenance.parent_adapter_id,
        custom['changelog'],
      ]),
      [
        ['1.0.0', '', '', undefined],
        ['1.1.0', '', 'themis-legal-qa-v1.0', 'Added 20k recent court decisions'],
        ['2.0.0', 'mistral-7b-v0.2', 'themis-legal-qa-v1.1', 'Added 20k recent court decisions'],
      ],
    )
  })
})
