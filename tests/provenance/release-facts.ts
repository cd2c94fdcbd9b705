import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { readAdapter, readData, type ReleaseFacts } from '#loradex/provenance/index.js'
import { exportIn, jsonLines } from '../end-to-end/in-folder.js'
import { writeTinyAdapter } from './tiny-adapter.js'

const records = [
  {
    id: 1,
    question: 'What is a fjord?',
    answer: 'A long narrow inlet of the sea between steep slopes.',
  },
  { id: 2, question: 'What is an atoll?', answer: 'A ring of coral around a lagoon.' },
  { id: 3, question: 'What is an atoll?', answer: 'A ring of coral around a lagoon.' },
  { id: 4, question: 'What is a delta?', answer: 'Land that a river builds at its mouth.' },
  { id: 5, question: 'What?', answer: '' },
]

export const recipe: object = {
  source: { type: 'jsonl', path: 'faq.jsonl' },
  gates: { min_samples: 1, max_drop_rate: 0.1 },
  metadata: { metadata_fields: ['id'] },
  adapter_metadata: {
    enable_tracking: true,
    adapter_id: 'geo-qa',
    adapter_version: '1.2.0',
    base_model_name: 'HuggingFaceTB/SmolLM2-135M-Instruct',
    base_model_version: '12fd25f77366fa6b3b4b768ec3050bf629380bac',
    task_type: 'question-answering',
    domain: 'geography',
    created_by: 'the "maps" team <maps@example.com>',
    parent_adapter_id: 'geo-qa@1.1.0',
    training_config: {
      dataset_name: 'geo | faq',
      epochs: 3,
      learning_rate: 2e-4,
      target_modules: ['q_proj', 'v_proj'],
    },
  },
}

/** The same, with gates that pass. */
export const passing: object = { ...recipe, gates: { min_samples: 1 } }

export const files: Readonly<Record<string, string>> = { 'faq.jsonl': jsonLines(records) }

/** What PEFT saves, as far as documents read it. */
async function writeAdapter(folder: string, exported: string): Promise<void> {
  await writeTinyAdapter(folder)
  await cp(join(exported, 'adapter_metadata.json'), join(folder, 'adapter_metadata.json'))
}

/** An export in `out`, an adapter in `adapter`, and what both say. */
export async function factsIn(folder: string, exitCode = 3): Promise<Required<ReleaseFacts>> {
  await exportIn(folder, { exitCode })
  await writeAdapter(join(folder, 'adapter'), join(folder, 'out'))
  const adapter = await readAdapter(join(folder, 'adapter'))
  const metrics = [
    { name: 'eval_loss', value: 0.03, split: 'test', low: 0.02, high: 0.05 },
    { name: 'accuracy', value: 0.9 },
  ]
  return {
    adapter: { ...adapter, metrics, license: 'Apache-2.0' },
    data: await readData(join(folder, 'out'), 'out'),
    version: '0.1.0',
    releasedAt: '2026-01-02T03:04:05Z',
  }
}
