import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkAdapterMetadata } from './check-metadata.js'
import { problemLine } from './metadata-problem.js'
import { readAdapterMetadata } from './read-adapter-metadata.js'

const good = {
  adapter_id: 'themis/legal-qa_v1.1',
  adapter_version: '1.2.0',
  base_model: { name: 'mistral-7b-v0.1', version: 'v0.1' },
  task: { type: 'question-answering', domain: 'legal', language: 'de' },
  training: { epochs: 3, learning_rate: 2e-4, target_modules: ['q_proj', 'v_proj'] },
  provenance: { created_by: 'team', data_source_uri: 'themisdb://prod/x', parent_adapter_id: '' },
  exported_at: '2024-11-21T08:30:00Z',
}

/** What is found once one section has other members. */
function findings(change: object): { readonly errors: string[]; readonly warnings: string[] } {
  const merged = Object.entries({ ...good, ...change }).map(([key, value]) => {
    const before: unknown = Object.entries(good).find(([name]) => name === key)?.[1]
    const isSection = typeof value === 'object' && typeof before === 'object'
    return [key, isSection ? { ...before, ...value } : value]
  })
  const document = readAdapterMetadata(JSON.stringify(Object.fromEntries(merged)))
  const { errors, warnings } = checkAdapterMetadata(document)
  return { errors: errors.map(problemLine), warnings: warnings.map(problemLine) }
}

function errorsAt(change: object): readonly string[] {
  return findings(change).errors.map((line) => line.split(':')[0] ?? '')
}

function warningsAt(change: object): readonly string[] {
  return findings(change).warnings.map((line) => line.split(':')[0] ?? '')
}

function training(member: object): object {
  return { training: member }
}

describe('checkAdapterMetadata', () => {
  it('finds nothing in good metadata', () => {
    assert.deepEqual(findings({}), { errors: [], warnings: [] })
  })

  it('says what is expected and seen', () => {
    assert.deepEqual(findings({ training: { lora_rank: 0, target_modules: [] } }).errors, [
      '/training/lora_rank: expected a whole number >= 1, saw number 0',
      '/training/target_modules: expected the modules to adapt, such as q_proj and v_proj, saw an empty array',
    ])
  })

  it('asks an empty document for an id, a base model and modules', () => {
    const { errors, warnings } = checkAdapterMetadata(readAdapterMetadata('{}'))
    assert.deepEqual(
      errors.map(({ pointer }) => pointer),
      ['/adapter_id', '/base_model/name', '/training/target_modules'],
    )
    assert.deepEqual(
      warnings.map(({ pointer }) => pointer),
      ['/base_model/version', '/task/type', '/exported_at'],
    )
  })

  const kept = {
    'a pre-release version': { adapter_version: '2.0.0-rc.1+build.5' },
    'a rank of 1': training({ lora_rank: 1 }),
    'a dropout of 0': training({ lora_dropout: 0 }),
    'a dropout just below 1': training({ lora_dropout: 0.999 }),
    'a tiny alpha': training({ lora_alpha: 1e-9 }),
    'no learning rate': training({ learning_rate: 0 }),
    'a rank of 512': training({ lora_rank: 512 }),
    'another version as parent': {
      provenance: { parent_adapter_id: 'themis/legal-qa_v1.1@1.1.0' },
    },
    'a language with script and country': { task: { language: 'zh-Hant-TW' } },
    'a private language': { task: { language: 'de-x-legal' } },
    'no data source': { provenance: { data_source_uri: '' } },
  }
  for (const [name, change] of Object.entries(kept)) {
    it(`accepts ${name}`, () => {
      assert.deepEqual(findings(change), { errors: [], warnings: [] })
    })
  }

  const refused: Record<string, [object, string]> = {
    'an id with a blank': [{ adapter_id: 'legal qa' }, '/adapter_id'],
    'an id that leaves its folder': [{ adapter_id: 'a/..' }, '/adapter_id'],
    'an id with two slashes': [{ adapter_id: 'a/b/c' }, '/adapter_id'],
    'an id that is too long': [{ adapter_id: 'a'.repeat(97) }, '/adapter_id'],
    'a version of two numbers': [{ adapter_version: '1.2' }, '/adapter_version'],
    'a version with a leading v': [{ adapter_version: 'v1.2.0' }, '/adapter_version'],
    'a version with leading zeros': [{ adapter_version: '1.02.0' }, '/adapter_version'],
    'a blank base model': [{ base_model: { name: ' ' } }, '/base_model/name'],
    'a negative number of samples': [training({ num_samples: -1 }), '/training/num_samples'],
    'negative epochs': [training({ epochs: -1 }), '/training/epochs'],
    'a negative learning rate': [training({ learning_rate: -1e-9 }), '/training/learning_rate'],
    'a rank of 0': [training({ lora_rank: 0 }), '/training/lora_rank'],
    'an alpha of 0': [training({ lora_alpha: 0 }), '/training/lora_alpha'],
    'a dropout of 1': [training({ lora_dropout: 1 }), '/training/lora_dropout'],
    'a negative dropout': [training({ lora_dropout: -0.1 }), '/training/lora_dropout'],
    'a module twice': [training({ target_modules: ['q', 'v', 'q'] }), '/training/target_modules'],
    'a blank module': [training({ target_modules: ['q', ''] }), '/training/target_modules/1'],
    'itself as parent': [
      { provenance: { parent_adapter_id: 'themis/legal-qa_v1.1@1.2.0' } },
      '/provenance/parent_adapter_id',
    ],
    'a language by its name': [{ task: { language: 'german' } }, '/task/language'],
    'a day that does not exist': [{ exported_at: '2024-02-30T00:00:00Z' }, '/exported_at'],
    'an instant without a zone': [{ exported_at: '2024-11-21T08:30:00' }, '/exported_at'],
  }
  for (const [name, [change, pointer]] of Object.entries(refused)) {
    it(`refuses ${name}`, () => {
      assert.deepEqual(errorsAt(change), [pointer])
    })
  }

  const doubted: Record<string, [object, string]> = {
    'no language': [{ task: { language: '' } }, '/task/language'],
    'a learning rate of 1': [training({ learning_rate: 1 }), '/training/learning_rate'],
    'a rank of 513': [training({ lora_rank: 513 }), '/training/lora_rank'],
    'its own id as parent': [
      { provenance: { parent_adapter_id: 'themis/legal-qa_v1.1' } },
      '/provenance/parent_adapter_id',
    ],
    'a data source without a scheme': [
      { provenance: { data_source_uri: 'corpus' } },
      '/provenance/data_source_uri',
    ],
  }
  for (const [name, [change, pointer]] of Object.entries(doubted)) {
    it(`warns of ${name}`, () => {
      assert.deepEqual(warningsAt(change), [pointer])
      assert.deepEqual(errorsAt(change), [])
    })
  }
})
