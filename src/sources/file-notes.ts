import { compressionOf, MAGIC_BYTES } from './decompress.js'
import type { InputFile } from './input-file.js'
import { namedFiles } from './named-files.js'
import { startsWith } from './starts-with.js'

/** What is odd about files without being wrong. */
export interface FileNotes {
  look(file: InputFile, input: string): Promise<void>
  /** One line for each kind of oddity, however many files have it. */
  lines(): readonly string[]
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

const oddities = {
  mark: ['begins', 'begin', 'with a byte order mark, which is left out'],
  plain: ['is', 'are', 'not compressed, whatever the name says'],
  compressed: ['is', 'are', 'compressed, although the name does not say so'],
} as const

export function fileNotes(): FileNotes {
  const found = {
    mark: namedFiles(oddities.mark),
    plain: namedFiles(oddities.plain),
    compressed: namedFiles(oddities.compressed),
  }

  return {
    async look(file, input) {
      const head = await file.readRange(0, Math.min(MAGIC_BYTES, file.snapshot.bytes))
      const isCompressed = compressionOf(head) !== 'none'
      const isNamedSo = /\.(?:gz|gzip|zst|zstd)$/iu.test(input)
      if (startsWith(head, BYTE_ORDER_MARK)) found.mark.add(input)
      if (isNamedSo && !isCompressed && head.length > 0) found.plain.add(input)
      if (isCompressed && !isNamedSo) found.compressed.add(input)
    },
    lines: () => [found.mark, found.plain, found.compressed].flatMap((files) => files.lines()),
  }
}
