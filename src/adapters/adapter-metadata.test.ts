import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { writeJson } from '../kernel/write-json.js'
import { DEFAULT_ADAPTER_METADATA, type AdapterMetadataConfig } from './adapter-config.js'
import { adapterMetadataDocument } from './adapter-metadata.js'
import { readAdapterMetadata } from './read-adapter-metadata.js'

const legal: AdapterMetadataConfig = {
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
}

/** The example of the format's documentation, without its white space. */
const documented =
  '{"adapter_id":"themis-legal-qa-v1","adapter_version":"1.2.0",' +
  '"base_model":{"name":"mistral-7b-v0.1","version":"v0.1"},' +
  '"task":{"type":"question-answering","domain":"legal","language":"de"},' +
  '"training":{"dataset_name":"themis_legal_corpus_2024","num_samples":150000,"epochs":3,' +
  '"learning_rate":0.0002,"lora_rank":8,"lora_alpha":16.0,"lora_dropout":0.1,' +
  '"target_modules":["q_proj","v_proj","k_proj","o_proj"]},' +
  '"provenance":{"created_by":"themis-ml-team",' +
  '"data_source_uri":"themisdb://prod/legal_corpus?version=2024.11",' +
  '"parent_adapter_id":"themis-legal-qa-v1.1"},' +
  '"custom":{"compliance":"GDPR-compliant","quality_score":"0.92","use_case":"legal-document-qa"},' +
  '"exported_at":"2024-11-21T08:30:00Z"}'

describe('adapterMetadataDocument', () => {
  it('is the documented example, character for character', () => {
    const exportedAt = new Date('2024-11-21T08:30:00.999Z')
    assert.equal(writeJson(adapterMetadataDocument(legal, { exportedAt })), documented)
  })

  it('has all keys for the defaults, floats as floats', () => {
    const document = writeJson(adapterMetadataDocument(DEFAULT_ADAPTER_METADATA))
    assert.match(document, /"learning_rate":0\.0,"lora_rank":8,"lora_alpha":16\.0/u)
    assert.match(document, /"target_modules":\[\]/u)
    assert.doesNotMatch(document, /exported_at/u)
  })

  it('fills in the number of samples when the configuration leaves it 0', () => {
    for (const [configured, written] of [
      [0, 7],
      [3, 3],
    ] as const) {
      const training_config = { ...legal.training_config, num_samples: configured }
      const document = adapterMetadataDocument({ ...legal, training_config }, { numSamples: 7 })
      assert.ok(writeJson(document).includes(`"num_samples":${written},`))
    }
  })

  it('refuses a number that JSON cannot hold', () => {
    const training_config = { ...legal.training_config, learning_rate: NaN }
    assert.throws(() => adapterMetadataDocument({ ...legal, training_config }), {
      code: 'value.not-json',
    })
  })
})

describe('a round trip of adapter metadata', () => {
  it('gives the configuration back', () => {
    assert.deepEqual(readAdapterMetadata(documented).config, legal)
  })

  it('gives any configuration back', () => {
    const text = fc.string({ unit: 'binary' })
    const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
    const plain = { noNullPrototype: true }
    const training_config = fc.record(
      {
        dataset_name: text,
        num_samples: fc.nat(),
        epochs: fc.integer(),
        learning_rate: double,
        lora_rank: fc.integer(),
        lora_alpha: double,
        lora_dropout: double,
        target_modules: fc.array(text),
      },
      plain,
    )
    const custom_metadata = fc.dictionary(text, text, plain)
    fc.assert(
      fc.property(text, training_config, custom_metadata, (adapter_id, training, custom) => {
        const edited = { adapter_id, training_config: training, custom_metadata: custom }
        const config = { ...legal, ...edited }
        const written = writeJson(adapterMetadataDocument(config))
        assert.deepEqual(readAdapterMetadata(written).config, config)
      }),
    )
  })

  it('keeps unknown members in place, the order and the spelling of what did not change', () => {
    const original =
      '{"exported_at":"2024-01-01T00:00:00Z","vllm":{"max_lora_rank":16},' +
      '"training":{"seed":9007199254740993,"lora_alpha":16,"learning_rate":2e-4,"num_samples":10,' +
      '"optimizer":"adamw"},"adapter_id":"a","custom":{"n":1.50,"gone":"x","stays":"y"},' +
      '"base_model":{"revision":null,"name":"m"}}'
    const { config, document } = readAdapterMetadata(original)
    const changed = {
      ...config,
      adapter_id: 'b',
      domain: 'legal',
      custom_metadata: { stays: 'y', added: 'z' },
    }
    assert.equal(
      writeJson(adapterMetadataDocument(changed, { original: document })),
      '{"exported_at":"2024-01-01T00:00:00Z","vllm":{"max_lora_rank":16},' +
        '"training":{"seed":9007199254740993,"lora_alpha":16,"learning_rate":2e-4,"num_samples":10,' +
        '"optimizer":"adamw","dataset_name":"","epochs":0,"lora_rank":8,"lora_dropout":0.1,' +
        '"target_modules":[]},"adapter_id":"b","custom":{"n":1.50,"stays":"y","added":"z"},' +
        '"base_model":{"revision":null,"name":"m","version":""},"adapter_version":"1.0.0",' +
        '"task":{"type":"","domain":"legal","language":"en"},' +
        '"provenance":{"created_by":"","data_source_uri":"","parent_adapter_id":""}}',
    )
  })

  it('changes no character of a complete document that nobody edited', () => {
    const { config, document } = readAdapterMetadata(documented)
    assert.equal(writeJson(adapterMetadataDocument(config, { original: document })), documented)
  })

  it('takes a new instant and sample count over', () => {
    const { config, document } = readAdapterMetadata(
      '{"training":{"num_samples":0},"exported_at":"2024-01-01T00:00:00Z","custom":{}}',
    )
    const exportedAt = new Date(0)
    const options = { original: document, exportedAt, numSamples: 12 }
    const written = writeJson(adapterMetadataDocument(config, options))
    assert.match(written, /"num_samples":12,/u)
    assert.match(written, /"exported_at":"1970-01-01T00:00:00Z"/u)
  })
})
