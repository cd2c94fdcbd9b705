import { fileHead, isCompressed } from './content.js'
import { fileNotes } from './file-notes.js'
import { openInputFile, type InputFile } from './input-file.js'
import { bytesIn, cutBytes } from './line-range.js'
import { matchFiles, type FileChoice, type MatchedFile } from './match-files.js'
import type { PlanOptions, SourcePart } from './source.js'
import { checkEncoding } from './text-encoding.js'

export interface FilePlan extends FileChoice {
  /** Cut plain files into byte ranges; otherwise, and when compressed, a file is one part. */
  readonly cut: boolean
  /** Throws when the beginning of a file's text shows that it is something else. */
  readonly checkHead: (head: Uint8Array, input: string) => void
}

/** Opens every file once, looks at its beginning and cuts it into parts. */
export async function planFiles(
  plan: FilePlan,
  { partBytes, signal, onNote }: PlanOptions,
): Promise<readonly SourcePart[]> {
  const parts: SourcePart[] = []
  const notes = fileNotes()
  for (const matched of await matchFiles(plan, onNote)) {
    signal?.throwIfAborted()
    const file = await openInputFile(matched, plan.remote)
    try {
      const head = await fileHead(file, matched.input)
      checkEncoding(head, matched.input)
      plan.checkHead(head, matched.input)
      await notes.look(file, matched.input)
      const isWhole = !plan.cut || (await isCompressed(file))
      parts.push(...partsOf(matched, file, isWhole ? Infinity : partBytes))
    } finally {
      file.close()
    }
  }
  for (const line of notes.lines()) onNote?.(line)
  return parts
}

function partsOf(
  matched: MatchedFile,
  { snapshot }: InputFile,
  partBytes: number | undefined,
): readonly SourcePart[] {
  return cutBytes(snapshot.bytes, partBytes).map((range) => ({
    ...matched,
    ...range,
    snapshot,
    size: bytesIn(range),
  }))
}

/** `jsonl:cases/*.jsonl`, with a comma between several. */
export function fileSourceId(type: string, { path }: FileChoice): string {
  return `${type}:${typeof path === 'string' ? path : path.join(',')}`
}
