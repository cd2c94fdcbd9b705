import type { AdapterCheck } from './adapter-check.js'

const trained: ReadonlySet<string> = new Set(['A', 'B', 'embedding A', 'embedding B', 'bias of B'])
const floats = /^(?:F|BF)\d/u

/** Whether the factors have one dtype, and one that can be trained. */
export const dtype: AdapterCheck = {
  id: 'dtype',
  skipped: ({ header }) => (header === undefined ? 'no safetensors' : undefined),
  *run({ placed }) {
    const factors = placed.filter(({ role }) => trained.has(role))
    const counts = new Map<string, number>()
    for (const { tensor } of factors) counts.set(tensor.dtype, (counts.get(tensor.dtype) ?? 0) + 1)
    const [[usual] = ['']] = Array.from(counts).toSorted(([, left], [, right]) => right - left)
    for (const { tensor } of factors) {
      if (!floats.test(tensor.dtype)) {
        yield {
          severity: 'error',
          where: tensor.name,
          expected: 'a float dtype',
          observed: tensor.dtype,
          consequence: 'The values cannot be those of a trained factor.',
        }
      } else if (tensor.dtype !== usual) {
        yield {
          severity: 'warning',
          where: tensor.name,
          expected: `${usual}, as most factors have`,
          observed: tensor.dtype,
          consequence:
            'Engines convert all factors to one dtype; precision differs between modules.',
        }
      }
    }
  },
}
