import { contentOf, fileHead } from './content.js'
import { openInputFile } from './input-file.js'
import { wrongKind, type FileKind } from './file-kind.js'
import { kindOfLines } from './jsonl.js'
import { spoolRecords, type SpoolOptions } from './spool.js'
import type { SourcePart } from './source.js'
import { checkEncoding } from './text-encoding.js'

/**
 * Copies lines that somebody else wrote, decompressed, and checks how they begin. To be read with
 * `readLineRange`: nothing in them has a meaning of its own.
 */
export async function spoolText(
  chunks: AsyncIterable<Uint8Array>,
  options: SpoolOptions,
): Promise<readonly SourcePart[]> {
  const { input } = options
  const parts = await spoolRecords(contentOf(chunks, input), options)
  for (const part of parts.slice(0, 1)) {
    const file = await openInputFile(part)
    try {
      const head = await fileHead(file, input)
      checkEncoding(head, input)
      const seen = kindOfLines(head)
      if (seen)
        throw wrongKind({ input, expected: 'one JSON object per line', seen: asStream(seen) })
    } finally {
      file.close()
    }
  }
  return parts
}

/** Other types of sources read files. */
function asStream({ name, type }: FileKind): FileKind {
  if (type === undefined) return { name }
  return { name, hint: `Save it as a file, and set source.type to ${type}.` }
}
