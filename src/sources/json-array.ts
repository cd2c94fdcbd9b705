import { fieldKeys } from '../kernel/field-path.js'
import { parseJson } from '../kernel/parse-json.js'
import { decompressedFile, isCompressed } from './content.js'
import { binaryKind, textKind, wrongKind } from './file-kind.js'
import { withInputFile } from './input-file.js'
import type { FileChoice } from './match-files.js'
import { planFileGrowth } from './plan-file-growth.js'
import { fileSourceId, planFiles } from './plan-files.js'
import { readElements } from './read-elements.js'
import type { PlanOptions, Source, SourcePart } from './source.js'
import { isBlank, LINE_FEED } from './split-lines.js'

export interface JsonArrayOptions extends FileChoice {
  /**
   * Where in the object that each file is the array stands: a dotted path or a JSON Pointer, keys
   * only. @default each file is the array
   */
  readonly records?: string | undefined
  /** A longer element is a damaged record. @default 64 MiB */
  readonly maxRecordBytes?: number
}

/**
 * Files that each hold one JSON array of objects, or one object, plain or compressed; with `records`
 * the array is within an object. Each file is one part. The line of a record is its place in the
 * array.
 */
export function jsonArray(options: JsonArrayOptions): Source {
  const { maxRecordBytes, records } = options
  const keys = records === undefined ? undefined : fieldKeys(records)
  const id = fileSourceId('json', options)
  const plan = (planOptions: PlanOptions): Promise<readonly SourcePart[]> =>
    planFiles({ ...options, cut: false, checkHead: refuseOther }, planOptions)

  return {
    id: records === undefined ? id : `${id}#${records}`,

    plan,

    planGrowth: async (before, planOptions) =>
      planFileGrowth(before, await plan(planOptions), { canGrow: false, cut: false }),

    read: (part, readOptions = {}) =>
      withInputFile(
        part,
        async function* (file) {
          readOptions.signal?.throwIfAborted()
          const { input } = part
          const hasOffsets = !(await isCompressed(file))
          const chunks = decompressedFile(file, input)
          yield* readElements(chunks, { ...readOptions, input, maxRecordBytes, hasOffsets, keys })
        },
        readOptions.remote,
      ),
  }
}

/** Fails when the text is neither an array nor an object, or has an object on each line. */
function refuseOther(head: Uint8Array, input: string): void {
  const start = head.findIndex((_, index) => !isBlank(head, index, index + 1))
  if (start === -1 || head[start] === 0x5b) return
  const lineFeed = head.indexOf(LINE_FEED, start)
  const hasMoreLines = lineFeed !== -1 && !isBlank(head, lineFeed, head.length)
  const isObject = head[start] === 0x7b
  if (isObject && !(hasMoreLines && 'value' in parseJson(head, { start, end: lineFeed }))) return
  const lines = { name: 'one JSON object per line', type: 'jsonl' }
  const seen = isObject ? lines : (binaryKind(head) ?? textKind(head) ?? { name: 'other text' })
  throw wrongKind({ input, expected: 'one JSON array', seen })
}
