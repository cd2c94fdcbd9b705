/** Numbers as Base64 of float64 in the order of this machine: exact, also of what JSON cannot say. */
export function packNumbers(numbers: Float64Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64')
}

export function unpackNumbers(text: string): Float64Array {
  return new Float64Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer)
}

/** The same of numbers that are 0 for the most part. */
export function packSparse(numbers: Float64Array): string {
  const pairs: number[] = [numbers.length]
  for (let index = 0; index < numbers.length; index += 1) {
    const value = numbers[index] ?? 0
    if (value !== 0) pairs.push(index, value)
  }
  return packNumbers(new Float64Array(pairs))
}

export function unpackSparse(text: string): Float64Array {
  const [length = 0, ...pairs] = unpackNumbers(text)
  const numbers = new Float64Array(length)
  for (let at = 0; at < pairs.length; at += 2) numbers[pairs[at] ?? 0] = pairs[at + 1] ?? 0
  return numbers
}
