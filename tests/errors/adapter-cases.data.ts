import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ErrorCase } from './error-case.js'

const plain = resolve('tests/fixtures/peft-adapters-trained/plain')
const weights = readFileSync(join(plain, 'adapter_model.safetensors'))
const tensors = 'adapter/adapter_model.safetensors'

function adapter(name: string, args: readonly string[], more: Partial<ErrorCase> = {}): ErrorCase {
  return { name, args: ['adapter', ...args], ...more }
}

/** An adapter in the folder `adapter`. */
function prepare(folder: string): Promise<void> {
  cpSync(plain, join(folder, 'adapter'), { recursive: true })
  return Promise.resolve()
}

function trained(name: string, files: Readonly<Record<string, string>>): ErrorCase {
  return {
    name,
    args: ['metadata', 'build', 'adapter', '--trainer', 'run', '--dry-run'],
    prepare,
    files,
    shows: files,
  }
}

export const adapterCases: readonly ErrorCase[] = [
  adapter('No adapter', ['inspect', 'adapter']),
  adapter('A folder without an adapter', ['check', '.'], { files: { 'notes.txt': 'x' } }),
  adapter('A pickle that is called safetensors', ['inspect', 'adapter'], {
    files: { [tensors]: new Uint8Array([0x80, 0x02, 0x7d, 0x71, 0x00, 0x2e]) },
  }),
  adapter('Weights as PyTorch writes them', ['inspect', 'adapter/adapter_model.bin'], {
    files: { 'adapter/adapter_model.bin': Buffer.from('PK\u0003\u0004archive/data.pkl') },
  }),
  adapter('Weights that are cut off', ['inspect', 'adapter'], {
    files: { [tensors]: weights.subarray(0, 5000) },
  }),
  adapter('A header of 2^60 bytes', ['inspect', 'adapter'], {
    files: { [tensors]: Buffer.from('\0\0\0\0\0\0\0\u0010{}', 'latin1') },
  }),
  adapter('A config without weights', ['inspect', 'adapter'], {
    files: { 'adapter/adapter_config.json': '{"peft_type":"LORA"}' },
  }),
  adapter('An engine that nobody knows', ['check', 'adapter', '--engine', 'olama'], { prepare }),
  adapter('No base model', ['check', 'adapter', '--base', 'base'], { prepare }),
  adapter('A base model without a config', ['check', 'adapter', '--base', '.'], { prepare }),
  adapter('A base model whose config is a list', ['check', 'adapter', '--base', 'config.json'], {
    prepare,
    files: { 'config.json': '[]' },
  }),
  {
    name: 'Another rank than that of the adapter',
    args: ['metadata', 'build', 'adapter', '--set', 'training.lora_rank=99'],
    prepare,
  },
  {
    name: 'Another base model than that of the adapter',
    args: ['metadata', 'build', 'adapter', '--set', 'base_model={"name":"other/base"}'],
    prepare,
  },
  trained('A trainer whose folder is not there', {}),
  trained('A damaged state of a trainer', {
    'run/trainer_state.json': '{\n  "epoch": 3,\n  "log_',
  }),
  trained('Results of a trainer that are a list', { 'run/eval_results.json': '[]' }),
  trained('Settings of a trainer that are no YAML', { 'run/training_args.yaml': 'a: [\n' }),
  { name: 'Predictions that are not there', args: ['evaluate', 'answers.jsonl'] },
  {
    name: 'Predictions that are no JSON',
    args: ['evaluate', 'answers.jsonl'],
    files: { 'answers.jsonl': '{"output":"a"}\n{"output":\n' },
  },
  {
    name: 'Predictions without an output',
    args: ['evaluate', 'answers.jsonl'],
    files: { 'answers.jsonl': '{"answer":"a"}\n' },
  },
  {
    name: 'Predictions that are too few',
    args: ['evaluate', 'answers.jsonl', '--export', 'out'],
    files: {
      'answers.jsonl': '{"output":"a"}\n',
      'out/manifest.json': '{"shards":[{"file":"test-0.jsonl","split":"test"}]}',
      'out/test-0.jsonl': '{"output":"a"}\n{"output":"b"}\n',
    },
  },
  {
    name: 'A split that there is not',
    args: ['evaluate', 'answers.jsonl', '--export', 'out'],
    files: {
      'answers.jsonl': '{"output":"a"}\n',
      'out/manifest.json': '{"shards":[{"file":"train-0.jsonl","split":"train"}]}',
    },
  },
  {
    name: 'Log-probabilities above 0',
    args: ['evaluate', 'answers.jsonl'],
    files: { 'answers.jsonl': '{"logprobs":[-0.5,0.25]}\n' },
  },
  {
    name: 'Predictions of fewer questions',
    args: ['evaluate', 'answers.jsonl', '--compare', 'other.jsonl'],
    files: {
      'answers.jsonl': '{"output":"a","expected":"a"}\n{"output":"b","expected":"b"}\n',
      'other.jsonl': '{"output":"b"}\n',
    },
  },
  {
    name: 'Predictions of other questions',
    args: ['evaluate', 'answers.jsonl', '--compare', 'other.jsonl'],
    files: {
      'answers.jsonl': '{"output":"a","expected":"a"}\n{"output":"b","expected":"b"}\n',
      'other.jsonl': '{"output":"a","expected":"a"}\n{"output":"c","expected":"c"}\n',
    },
  },
  adapter('Releases without metadata', ['bump', 'adapter', 'adapter'], { prepare }),
  adapter('A tolerance that is no share', ['bump', 'adapter', 'adapter', '--tolerance', '5'], {
    prepare(folder) {
      void prepare(folder)
      writeFileSync(join(folder, 'adapter/adapter_metadata.json'), '{"adapter_id":"qa"}')
      return Promise.resolve()
    },
  }),
]
