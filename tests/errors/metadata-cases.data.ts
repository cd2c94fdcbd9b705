import { asNobody } from './as-nobody.js'
import type { ErrorCase } from './error-case.js'

function metadata(name: string, args: readonly string[], text?: string): ErrorCase {
  return {
    name,
    args: ['metadata', ...args],
    ...(text !== undefined && {
      files: { 'adapter_metadata.json': text },
      shows: { 'adapter_metadata.json': text },
    }),
  }
}

export const metadataCases: readonly ErrorCase[] = [
  metadata('No metadata', ['show']),
  metadata('A misspelt file', ['show', 'adapter_metdata.json'], '{}\n'),
  metadata('A folder', ['check', '.']),
  metadata('Text that is no JSON', ['check'], '{\n  "adapter_id": qa,\n}\n'),
  metadata('A list', ['show'], '[]\n'),
  metadata('A value of a wrong type', ['show'], '{\n  "training": { "lora_rank": "8" }\n}\n'),
  metadata(
    'Several values of wrong types',
    ['check'],
    '{\n  "adapter_id": 7,\n  "training": { "epochs": 1.5, "target_modules": ["q_proj", 1] }\n}\n',
  ),
  metadata('An assignment without a value', ['set', 'adapter_metadata.json', 'adapter_id']),
  metadata('A value to set of a wrong type', [
    'set',
    'adapter_metadata.json',
    'training.lora_rank=high',
  ]),
  metadata('No assignment', ['set', 'adapter_metadata.json']),
  metadata('A folder that is not there', ['set', 'a/adapter_metadata.json', 'adapter_id=qa']),
  {
    ...metadata('A file that may not be read', ['show'], '{}\n'),
    ...asNobody('chmod 0 adapter_metadata.json'),
  },
  {
    ...metadata('A folder that may not be written', [
      'set',
      'adapter_metadata.json',
      'adapter_id=qa',
    ]),
    ...asNobody('chmod a-w .'),
  },
]
