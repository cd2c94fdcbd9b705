import type { TensorRole } from '../peft/place-tensor.js'
import type { AdapterCheck } from './adapter-check.js'

const partners: readonly (readonly [TensorRole, TensorRole])[] = [
  ['A', 'B'],
  ['embedding A', 'embedding B'],
]

/** Whether each factor has its partner. */
export const pairs: AdapterCheck = {
  id: 'pairs',
  skipped: ({ header }) => (header === undefined ? 'no safetensors' : undefined),
  *run({ modules }) {
    for (const { path, tensors } of modules) {
      for (const [down, up] of partners) {
        if (tensors.has(down) === tensors.has(up)) continue
        const [there, missing] = tensors.has(down) ? [down, up] : [up, down]
        yield {
          severity: 'error',
          where: path,
          expected: `lora ${missing} beside lora ${there}`,
          observed: 'no such tensor',
          consequence: 'PEFT fills the other half with its initial values, in silence.',
        }
      }
    }
  },
}
