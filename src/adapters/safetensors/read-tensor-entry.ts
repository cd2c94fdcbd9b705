import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import type { FileFault } from '../read/file-fault.js'
import { dtypeBits } from './dtype-bits.js'
import type { Tensor } from './tensor-header.js'

/** More dimensions are a mistake: no framework has tensors of more. */
const MAX_DIMENSIONS = 32

const keys: ReadonlySet<string> = new Set(['dtype', 'shape', 'data_offsets'])

/** One member of the header. Offsets are still counted from where the values begin. */
export function readTensorEntry(
  name: string,
  entry: Json,
): { readonly tensor: Tensor } | { readonly fault: FileFault } {
  const read = isJsonObject(entry)
    ? readMembers(name, entry)
    : { expected: 'an object as description', seen: 'another value' }
  if ('elements' in read) return { tensor: read }
  const expected = `${read.expected} of ${JSON.stringify(name.slice(0, 80).toWellFormed())}`
  return { fault: { expected, seen: read.seen } }
}

function readMembers(name: string, entry: JsonObject): Tensor | FileFault {
  const unknown = [...entry.keys()].find((key) => !keys.has(key))
  if (unknown !== undefined) {
    return { expected: 'dtype, shape, data_offsets', seen: `the key ${quoted(unknown)}` }
  }
  const dtype = entry.get('dtype')
  if (typeof dtype !== 'string' || !dtypeBits.has(dtype)) {
    const seen = typeof dtype === 'string' ? quoted(dtype) : 'another value'
    return { expected: 'a known dtype', seen }
  }
  const shape = wholeNumbers(entry.get('shape'))
  if (shape === undefined || shape.length > MAX_DIMENSIONS) {
    return { expected: 'a shape of whole numbers >= 0', seen: 'another value' }
  }
  const offsets = wholeNumbers(entry.get('data_offsets')) ?? []
  const [start = 0, end = -1] = offsets
  if (offsets.length !== 2 || start > end) {
    return { expected: 'two ascending data_offsets', seen: 'other values' }
  }
  return sized({ name, dtype, shape, start, end })
}

/** The product of a hostile shape is far above what a double can hold. */
function sized(tensor: Omit<Tensor, 'elements'>): Tensor | FileFault {
  const { dtype, shape, start, end } = tensor
  const elements = shape.reduce((product, size) => product * BigInt(size), 1n)
  const bits = elements * BigInt(dtypeBits.get(dtype) ?? 0)
  if (bits === BigInt(end - start) * 8n) return { ...tensor, elements: Number(elements) }
  const needed = bits / 8n > 10n ** 18n ? 'an impossible number of' : String(bits / 8n)
  return { expected: `${needed} bytes`, seen: String(end - start) }
}

function wholeNumbers(value: Json | undefined): readonly number[] | undefined {
  if (!isJsonArray(value)) return undefined
  const numbers = value.filter(isWholeNumber)
  return numbers.length === value.length ? numbers : undefined
}

function isWholeNumber(value: Json): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 40).toWellFormed())
}
