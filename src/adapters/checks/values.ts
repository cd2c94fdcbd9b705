import { factorsOf, lastName } from '../peft/lora-module.js'
import type { Tensor } from '../safetensors/tensor-header.js'
import type { TensorValues } from '../values/scan-values.js'
import type { AdapterCheck, CheckFinding } from './adapter-check.js'
import type { CheckSubject } from './check-subject.js'
import { groupBy } from './group-by.js'

/** Norms of siblings in a trained adapter differ by less; beyond it, something is broken. */
const USUAL_RATIO = 1000
/** Fewer siblings make no band. */
const LEAST_SIBLINGS = 4

/** Whether the values can be those of a trained adapter. */
export const values: AdapterCheck = {
  id: 'values',
  skipped: (subject) => {
    const { values: scanned, header } = subject
    if (header === undefined) return 'no safetensors'
    if (scanned === undefined) return 'values not read'
    const [unread] = unreadTensors(subject)
    return scanned.length === 0 && unread !== undefined
      ? `values of ${unread.dtype} are not read`
      : undefined
  },
  *run(subject) {
    const scanned = new Map(subject.values?.map((one) => [one.name, one]))
    for (const tensor of unreadTensors(subject)) yield notRead(tensor)
    for (const { name, isFinite } of scanned.values()) if (!isFinite) yield notNumbers(name)
    yield* zeros(subject, scanned)
    yield* outliers(subject, scanned)
  },
}

/** Those of less than a byte, and complex ones. */
function unreadTensors({ header, values: scanned = [] }: CheckSubject): readonly Tensor[] {
  const names = new Set(scanned.map(({ name }) => name))
  return (header?.tensors ?? []).filter(
    ({ name, dtype, elements }) => /^[FC]\d/u.test(dtype) && elements > 0 && !names.has(name),
  )
}

function notRead({ name, dtype }: Tensor): CheckFinding {
  return {
    severity: 'warning',
    where: name,
    expected: 'values of a byte or more',
    observed: dtype,
    consequence: 'Nobody looked whether its values are numbers.',
  }
}

function notNumbers(name: string): CheckFinding {
  return {
    severity: 'error',
    where: name,
    expected: 'finite values',
    observed: 'NaN or infinity',
    consequence: 'Every answer of the model becomes nonsense.',
  }
}

function* zeros(
  { modules }: CheckSubject,
  scanned: ReadonlyMap<string, TensorValues>,
): Generator<CheckFinding> {
  const isZero = (name: string | undefined): boolean => scanned.get(name ?? '')?.isZero === true
  // PEFT begins with zeros in B, and for embeddings in A.
  const first = modules.map((module) => {
    const { down, up } = factorsOf(module)
    return module.isEmbedding ? { begins: down, other: up } : { begins: up, other: down }
  })
  const untrained = first.filter(({ begins }) => isZero(begins?.name))
  if (untrained.length > 0 && untrained.length === modules.length) {
    yield {
      severity: 'warning',
      where: 'lora_B',
      expected: 'values other than 0',
      observed: 'only zeros, in all modules',
      consequence: 'The adapter was not trained: it answers as the base model does.',
    }
  } else for (const { begins } of untrained) yield onlyZeros(begins?.name ?? '')
  for (const { other } of first) if (isZero(other?.name)) yield onlyZeros(other?.name ?? '')
}

function onlyZeros(name: string): CheckFinding {
  return {
    severity: 'warning',
    where: name,
    expected: 'values other than 0',
    observed: 'only zeros',
    consequence: 'The module is not adapted: it was not trained, or its weights were lost.',
  }
}

function* outliers(
  { modules }: CheckSubject,
  scanned: ReadonlyMap<string, TensorValues>,
): Generator<CheckFinding> {
  for (const factor of ['down', 'up'] as const) {
    const found = modules.flatMap((module) => {
      const one = scanned.get(factorsOf(module)[factor]?.name ?? '')
      return one?.isFinite === true && !one.isZero ? [{ ...one, kind: lastName(module.path) }] : []
    })
    for (const siblings of groupBy(found, ({ kind }) => kind).values()) {
      if (siblings.length < LEAST_SIBLINGS) continue
      const sorted = siblings.map(({ norm }) => norm).toSorted((left, right) => left - right)
      const middle = sorted[sorted.length >> 1] ?? 0
      for (const { name, norm } of siblings) {
        if (norm <= middle * USUAL_RATIO && norm * USUAL_RATIO >= middle) continue
        yield {
          severity: 'warning',
          where: name,
          expected: `a norm near ${middle.toPrecision(3)}, as in other layers`,
          observed: norm.toPrecision(3),
          consequence: 'One layer drowns the others, or has no part in the answer.',
        }
      }
    }
  }
}
