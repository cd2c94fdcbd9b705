import { clipUtf8 } from '../../kernel/clip-text.js'
import type { Duplicates } from '../../records/duplicates.js'
import type { Candidates } from '../batch-outcome.js'
import { createRepeatTable } from './repeat-table.js'

/** Clusters shown. */
const SHOWN = 10
/** Code points shown of a sample. */
const CLIP = 240

/** How often each kept sample came again. Memory grows by 20 bytes or so per sample that came twice more. */
export interface DuplicateCounts {
  /** Counts the candidate as a copy of the sample of the row `kept`. */
  add(kept: number, candidates: Candidates, index: number): void
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

export function countDuplicates(from?: DuplicatesState): DuplicateCounts {
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
    add(kept, candidates, index) {
      records += 1
      const copies = table.raise(kept)
      place(kept, copies, () => ({ kept, copies, ...contentOf(candidates, index) }))
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

function contentOf({ bytes, ends, contentEnds }: Candidates, index: number) {
  const start = index === 0 ? 0 : (ends[index - 1] ?? 0)
  const span = { start, end: contentEnds[index] ?? 0 }
  const end = clipUtf8(bytes, span, CLIP)
  const clipped = end < span.end
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
  return { text: clipped ? text : `${text}}`, clipped }
}

type Ranked = Pick<Cluster, 'kept' | 'copies'>

/** Most copies first; of equally many, the one that was kept first. */
function compare(left: Ranked, right: Ranked): number {
  return right.copies - left.copies || left.kept - right.kept
}
