import { parseJson } from '../kernel/parse-json.js'
import { fileContent, isCompressed } from './content.js'
import { binaryKind, textKind, wrongKind, type FileKind } from './file-kind.js'
import { withInputFile } from './input-file.js'
import { linesOf } from './line-range.js'
import type { FileChoice } from './match-files.js'
import { planFileGrowth } from './plan-file-growth.js'
import { fileSourceId, planFiles } from './plan-files.js'
import { readLines } from './read-lines.js'
import type { PlanOptions, Source, SourcePart } from './source.js'
import { isBlank, LINE_FEED } from './split-lines.js'

export interface JsonlOptions extends FileChoice {
  /** A longer line is a damaged record. @default 64 MiB */
  readonly maxRecordBytes?: number
}

/**
 * One JSON value per line of UTF-8, plain or compressed with gzip or zstd, whatever the files are
 * called. Plain files are read in parts, compressed ones from end to end.
 *
 * @example
 * ```ts
 * import { jsonl } from 'loradex/sources'
 *
 * // Files are read where they are: nothing is copied to the spool folder.
 * const source = jsonl({ path: 'cases/*.jsonl', baseFolder: '.' })
 * for (const part of await source.plan({ spoolFolder: '' })) {
 *   for await (const { lines, damaged } of source.read(part)) {
 *     console.log(part.input, lines.length, damaged?.size ?? 0)
 *   }
 * }
 * ```
 */
export function jsonl(options: JsonlOptions): Source {
  const { maxRecordBytes } = options
  const plan = (planOptions: PlanOptions): Promise<readonly SourcePart[]> =>
    planFiles({ ...options, cut: true, checkHead: refuseOtherThanLines }, planOptions)

  return {
    id: fileSourceId('jsonl', options),

    plan,

    planGrowth: async (before, planOptions) =>
      planFileGrowth(before, await plan(planOptions), {
        ...planOptions,
        canGrow: true,
        cut: true,
      }),

    read: (part, readOptions = {}) =>
      withInputFile(
        part,
        async function* (file) {
          const limits = { ...readOptions, maxRecordBytes }
          readOptions.signal?.throwIfAborted()
          if (await isCompressed(file)) yield* readLines(fileContent(file, part.input), limits)
          else yield* linesOf(file, part, limits)
        },
        readOptions.remote,
      ),
  }
}

/** Fails when the beginning of a text shows that it is something else than lines of JSON. */
function refuseOtherThanLines(head: Uint8Array, input: string): void {
  const seen = kindOfLines(head)
  if (seen) throw wrongKind({ input, expected: 'one JSON object per line', seen })
}

/** What the beginning of a text is, where it is something else than lines of JSON. */
export function kindOfLines(head: Uint8Array): FileKind | undefined {
  if (isJsonArray(head)) return { name: 'one JSON array', type: 'json' }
  return binaryKind(head) ?? textKind(head)
}

/** Lines that are arrays are bad records, not a bad file. */
function isJsonArray(head: Uint8Array): boolean {
  const start = head.findIndex((_, index) => !isBlank(head, index, index + 1))
  if (head[start] !== 0x5b) return false
  const lineFeed = head.indexOf(LINE_FEED, start)
  const isAloneOnItsLine = lineFeed !== -1 && 'value' in parseJson(head, { start, end: lineFeed })
  return !isAloneOnItsLine || isBlank(head, lineFeed, head.length)
}
