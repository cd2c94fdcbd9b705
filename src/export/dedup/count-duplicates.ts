import { clipUtf8 } from '../../kernel/clip-text.js'
import type { Duplicates } from '../../records/duplicates.js'
import type { Candidates } from '../batch-outcome.js'
import type { FoundCopies } from './find-copies.js'
import { createRepeatTable } from './repeat-table.js'

/** Clusters shown. */
const SHOWN = 10
/** Code points shown of a sample. */
const CLIP = 240
/** Most bytes of content that can be shown: a code point takes four at most in UTF-8. */
export const MOST_SHOWN_BYTES: number = 4 * CLIP

/** How often each kept sample came again. Memory grows by 20 bytes or so per sample that came twice more. */
export interface DuplicateCounts {
  /** Counts the copies among the candidates. */
  add(candidates: Candidates, copies: Omit<FoundCopies, 'kept'>): void
  /** Counts what another one has counted before it was saved. */
  recall(kept: number): void
  report(locate: (row: number) => string): Duplicates
  /** For `countDuplicates`, beside what is to be recalled. */
  save(): DuplicatesState
}

/** Plain JSON. */
export interface DuplicatesState {
  readonly records: number
  readonly largest: readonly Cluster[]
}

interface Cluster {
  readonly kept: number
  readonly text: string
  readonly clipped: boolean
  copies: number
}

export function countDuplicates(
  from?: DuplicatesState,
  contentOf: ContentOf = contentIn,
): DuplicateCounts {
  const table = createRepeatTable()
  const largest: Cluster[] = (from?.largest ?? []).map((cluster) => ({ ...cluster }))
  let records = from?.records ?? 0

  /** The place of the cluster in the order may have risen, and with it that of no other one. */
  function place(kept: number, copies: number, start: () => Cluster): void {
    const least = largest.at(-1)
    if (largest.length === SHOWN && least && compare({ kept, copies }, least) > 0) return
    const known = largest.find((cluster) => cluster.kept === kept)
    if (known) known.copies = copies
    else largest.push(start())
    largest.sort(compare)
    if (largest.length > SHOWN) largest.pop()
  }

  return {
    add(candidates, { copies: indexes, originals }) {
      records += indexes.length
      for (let each = 0; each < indexes.length; each += 1) {
        const kept = originals[each] ?? 0
        const copies = table.raise(kept)
        place(kept, copies, () => ({
          kept,
          copies,
          ...contentOf(candidates, indexes[each] ?? 0),
        }))
      }
    },
    recall: (kept) => void table.raise(kept),
    save: () => ({ records, largest }),
    report: (locate) => ({
      records,
      samples_repeated: table.size,
      largest: largest.map(({ kept, copies, text, clipped }) => ({
        kept: locate(kept),
        copies,
        text,
        clipped,
      })),
    }),
  }
}

/** What is shown of a candidate's content. */
export type ContentOf = (
  candidates: Candidates,
  index: number,
) => { readonly text: string; readonly clipped: boolean }

const contentIn: ContentOf = ({ bytes, starts, contentEnds }, index) => {
  const start = starts[index] ?? 0
  const end = contentEnds[index] ?? 0
  return shownContent(bytes.subarray(start, Math.min(end, start + MOST_SHOWN_BYTES)), end - start)
}

/** What is shown of content of so many bytes, from the first of them. */
export function shownContent(bytes: Uint8Array, length: number): ReturnType<ContentOf> {
  const end = clipUtf8(bytes, { start: 0, end: bytes.length }, CLIP)
  const clipped = end < length
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, end).toString('utf8')
  return { text: clipped ? text : `${text}}`, clipped }
}

type Ranked = Pick<Cluster, 'kept' | 'copies'>

/** Most copies first; of equally many, the one that was kept first. */
function compare(left: Ranked, right: Ranked): number {
  return right.copies - left.copies || left.kept - right.kept
}
