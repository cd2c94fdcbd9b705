/**
 * A path as recipes write it: dotted where that is clear, else a JSON Pointer. A key at the top may
 * hold dots, since a member of the whole name comes first. No keys at all have no path.
 */
export function writeFieldPath(keys: readonly string[]): string {
  const [first = ''] = keys
  const isClear = keys.every((key) => key !== '' && (keys.length === 1 || !key.includes('.')))
  if (isClear && !first.startsWith('/')) return keys.join('.')
  return writePointer(keys)
}

/** A path of keys alone, of which none is taken as a whole: dotted where that is clear, else a JSON Pointer. */
export function writeKeyPath(keys: readonly string[]): string {
  const isClear = keys.every((key) => key !== '' && !key.includes('.'))
  return isClear ? writeFieldPath(keys) : writePointer(keys)
}

/** RFC 6901. */
export function writePointer(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
