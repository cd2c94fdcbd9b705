import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { writeJson } from '../../kernel/write-json.js'
import { adapterMetadataDocument } from '../adapter-metadata.js'
import { readAdapterMetadata } from '../read-adapter-metadata.js'
import { keepLayout } from './keep-layout.js'

/** The example of the format's documentation, as it stands there. */
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
}
`

function objectOf(text: string): JsonObject {
  const value = parseJsonText(text)
  assert.ok(isJsonObject(value))
  return value
}

function changed(text: string, change: (document: JsonObject) => JsonObject): string {
  const before = objectOf(text)
  return keepLayout(text, before, change(before))
}

function put(document: JsonObject, key: string, value: Json): JsonObject {
  return new Map([...document, [key, value]])
}

describe('keepLayout', () => {
  it('gives the documented example byte for byte, when it was read and written', () => {
    const { config, document } = readAdapterMetadata(documented)
    const after = adapterMetadataDocument(config, { original: document })
    assert.equal(keepLayout(documented, document, after), documented)
  })

  it('changes the value that was changed, and no other byte', () => {
    const text = changed(documented, (document) => put(document, 'adapter_version', '1.3.0'))
    assert.equal(text, documented.replace('1.2.0', '1.3.0'))
  })

  it('puts a new member at the end, as far in as its neighbours', () => {
    const text = changed(documented, (document) =>
      put(document, 'acme:notes', fromPlain({ reviewed: true })),
    )
    const added = ',\n  "acme:notes": {\n    "reviewed": true\n  }\n}\n'
    assert.equal(text, documented.replace(/\n\}\n$/u, added))
  })

  it('keeps tabs, blanks and spelling', () => {
    const text = '{\t"a" : 1.0,"b":{ "c":[1,  2]\t} ,\r\n "d":null}'
    assert.equal(
      changed(text, (document) => put(document, 'd', 'x')),
      '{\t"a" : 1.0,"b":{ "c":[1,  2]\t} ,\r\n "d":"x"}',
    )
  })

  it('writes an object anew whose members are gone', () => {
    const text = changed('{"a":1,"b":2}', () => fromPlain({ b: 2 }) as JsonObject)
    assert.deepEqual(JSON.parse(text), { b: 2 })
  })

  it('says what the document says, whatever was changed', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))
    fc.assert(
      fc.property(object, object, fc.constantFrom(0, 2, '\t'), (left, right, space) => {
        const before = objectOf(JSON.stringify(left))
        const after = objectOf(JSON.stringify({ ...left, ...right }))
        const text = keepLayout(JSON.stringify(left, null, space), before, after)
        assert.equal(writeJson(objectOf(text)), writeJson(after))
      }),
      { numRuns: 500 },
    )
  })
})
