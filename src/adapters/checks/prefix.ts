import { findModule } from '../base/base-model.js'
import { PEFT_PREFIX, type PlacedTensor } from '../peft/place-tensor.js'
import type { AdapterCheck, CheckFinding } from './adapter-check.js'
import { sourceLayer } from './source-layer.js'
import { isOfParameter } from './target-parameter.js'

/** PEFT puts the name of the adapter in when it loads, and takes it out when it saves. */
const namedAdapter =
  /\.(?:lora_[AB]\.(?!weight$|bias$)\w+\.(?:weight|bias)|lora_embedding_[AB]\.\w+)$/u

/** Whether loaders find the tensors by their names: those they do not find have no effect, in silence. */
export const prefix: AdapterCheck = {
  id: 'prefix',
  skipped: ({ header, config }) => {
    if (header === undefined) return 'no safetensors'
    return config === undefined ? 'no adapter_config.json' : undefined
  },
  *run({ placed, base, config }) {
    for (const one of placed) {
      const { name } = one.tensor
      if (one.style !== 'peft') yield misnamed(name, `a name that begins with ${PEFT_PREFIX}`)
      else if (namedAdapter.test(name)) {
        yield misnamed(name, 'a name without that of the adapter, as PEFT saves it')
      } else if (one.module.startsWith(PEFT_PREFIX)) {
        yield misnamed(name, `${PEFT_PREFIX} once`)
      } else if (base?.knownFrom !== undefined && config !== undefined) {
        const isKnown = (path: string): boolean =>
          findModule(base, sourceLayer(path, config)) !== undefined
        // Checkpoints may name and cut the weights of experts otherwise than the model does.
        if (!isOfParameter(config, one.module)) yield* unknownModule(one, isKnown)
      }
    }
  },
}

function* unknownModule(
  { tensor, module, role }: PlacedTensor,
  isKnown: (path: string) => boolean,
): Generator<CheckFinding> {
  const path = module.replace(/(?:\.base_layer)+$/u, '')
  // Biases and norms are saved too, and stand in no list of matrices.
  const isMatrix = role !== 'saved' || tensor.shape.length > 1
  if (!isMatrix || isKnown(path)) return
  yield {
    ...misnamed(tensor.name, 'a module of the base model'),
    observed: `${path}, which it does not have`,
  }
}

function misnamed(name: string, expected: string): CheckFinding {
  return {
    severity: 'error',
    where: name,
    expected,
    observed: 'another name',
    consequence: 'Loaders pass the tensor over, and answer as if it were not there.',
  }
}
