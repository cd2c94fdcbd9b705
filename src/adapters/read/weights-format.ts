import type { ByteSource } from './byte-source.js'
import type { FileFault } from './file-fault.js'

export type WeightsFormat = 'safetensors' | 'gguf'

/** An end-of-central-directory record, and the longest comment that can follow it. */
const EOCD_BYTES = 22
const MAX_COMMENT = 65_535

const END_OF_ZIP = 'PK\u0005\u0006'

const BRACE = 0x7b

/**
 * What the bytes are, whatever the name says. Formats that run code when they are loaded (pickle, and
 * the zip archives that hold one) are a fault, and so is a file that is an archive as well.
 */
export async function weightsFormat(
  source: ByteSource,
): Promise<{ readonly format: WeightsFormat } | { readonly fault: FileFault }> {
  const start = await source.read(0, 16)
  const text = Buffer.from(start).toString('latin1')
  const format = isSafetensors(start) ? 'safetensors' : text.startsWith('GGUF') ? 'gguf' : undefined
  if (format === undefined) return { fault: refused(start, text) }
  return (await endsAsZip(source)) ? { fault: refusedAs('a zip archive within') } : { format }
}

/** The length of the header, then the header: `{`. */
function isSafetensors(start: Uint8Array): boolean {
  return start.length >= 9 && start[8] === BRACE
}

function refused(start: Uint8Array, text: string): FileFault {
  if (start.length === 0) return refusedAs('an empty file')
  if (text.startsWith('PK\u0003\u0004') || text.startsWith(END_OF_ZIP))
    return refusedAs('a zip archive, as PyTorch writes')
  const isBinaryPickle = start[0] === 0x80 && (start[1] ?? 0) >= 1 && (start[1] ?? 0) <= 5
  // Protocol 0 begins with a mark or a global: `(dp0`, `cos\nsystem`.
  const isTextPickle = /^(?:\([dlit]|c[\w.]+\n|\(lp|\]|\})/u.test(text)
  if (isBinaryPickle || isTextPickle) return refusedAs('a pickle, which can run code')
  if (text.startsWith('\u0089HDF')) return refusedAs('an HDF5 file')
  if (text.startsWith('version https://')) return refusedAs('a pointer of Git LFS')
  return refusedAs('bytes of neither')
}

function refusedAs(seen: string): FileFault {
  return { expected: 'weights as safetensors or GGUF', seen }
}

/** Archives are read from their end, so that one file can be two. */
async function endsAsZip(source: ByteSource): Promise<boolean> {
  const length = Math.min(source.size, EOCD_BYTES + MAX_COMMENT)
  const tail = Buffer.from(await source.read(source.size - length, length))
  for (let at = tail.lastIndexOf(END_OF_ZIP, undefined, 'latin1'); at >= 0;) {
    const isWhole = at + EOCD_BYTES <= tail.length
    if (isWhole && at + EOCD_BYTES + tail.readUInt16LE(at + 20) === tail.length) return true
    at = at === 0 ? -1 : tail.lastIndexOf(END_OF_ZIP, at - 1, 'latin1')
  }
  return false
}
