import { isJsonObject } from '../../kernel/json-value.js'
import { numberOf } from '../peft/field-kinds.js'
import type { AdapterMetadata } from '../read-adapter-metadata.js'
import { TRAINING_BLOCK } from '../spec/block-names.js'
import type { AdapterCheck } from './adapter-check.js'

/** Whether there are as many trained parameters as the metadata says. */
export const count: AdapterCheck = {
  id: 'count',
  skipped: ({ header, metadata }) => {
    if (header === undefined) return 'no safetensors'
    if (metadata === undefined) return 'no adapter_metadata.json'
    return declaredCount(metadata) === undefined ? 'no trainable_parameters in it' : undefined
  },
  *run({ placed, metadata, files }) {
    const declared = metadata === undefined ? undefined : declaredCount(metadata)
    const observed = trainedParameters(placed)
    if (declared === undefined || declared === observed) return
    yield {
      severity: 'error',
      where: files.weights.file,
      expected: `${declared} trained parameters, as adapter_metadata.json says`,
      observed: String(observed),
      consequence: 'The weights are not those that the metadata describes.',
    }
  },
}

interface Counted {
  readonly role: string
  readonly tensor: { readonly elements: number }
}

/** Of all tensors but copies of the base model's weights. */
export function trainedParameters(placed: readonly Counted[]): number {
  return placed
    .filter(({ role }) => role !== 'base weight' && role !== 'alpha')
    .reduce((sum, { tensor }) => sum + tensor.elements, 0)
}

function declaredCount({ document }: AdapterMetadata): number | undefined {
  const training = document.get(TRAINING_BLOCK)
  return isJsonObject(training) ? numberOf(training.get('trainable_parameters')) : undefined
}
