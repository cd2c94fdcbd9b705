import { LoradexError } from '../kernel/error.js'
import { startsWith } from './starts-with.js'

/**
 * Only UTF-8 is read. Other encodings are told by their byte order mark, or by the NUL bytes that
 * an ASCII character at the start has in them.
 * @throws `source.encoding`
 */
export function checkEncoding(head: Uint8Array, input: string): void {
  const encoding = encodingOf(head)
  if (encoding === 'UTF-8') return
  throw new LoradexError('source.encoding', {
    message: `${input}: expected text in UTF-8, saw ${encoding}`,
    details: { input, encoding },
    hint: `Convert it first, for example with iconv -f ${encoding} -t UTF-8.`,
  })
}

function encodingOf(head: Uint8Array): string {
  const [first = 1, second = 1, third = 1, fourth = 1] = head
  if (startsWith(head, [0xff, 0xfe, 0, 0])) return 'UTF-32LE'
  if (startsWith(head, [0, 0, 0xfe, 0xff])) return 'UTF-32BE'
  if (startsWith(head, [0xff, 0xfe])) return 'UTF-16LE'
  if (startsWith(head, [0xfe, 0xff])) return 'UTF-16BE'
  const nuls = [first, second, third, fourth].map((byte) => (byte === 0 ? '0' : 'x')).join('')
  return encodingByNuls[nuls] ?? 'UTF-8'
}

/** RFC 4627 section 3: JSON text begins with two ASCII characters. */
const encodingByNuls: Readonly<Record<string, string>> = {
  x000: 'UTF-32LE',
  '000x': 'UTF-32BE',
  x0x0: 'UTF-16LE',
  '0x0x': 'UTF-16BE',
}
