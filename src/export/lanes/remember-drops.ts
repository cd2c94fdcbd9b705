import type { Faults } from '../../engine/byte-lane.js'
import type { MeasuredSample } from '../../records/measured-sample.js'
import type { Drop } from '../../records/verdict.js'
import type { Judged } from '../judge-record.js'

/** What the object lane has said of rows with the same faults. */
export interface KnownDrops {
  /** What it would say of a row; undefined where it has to be asked. */
  find(faults: Faults, row: FaultyRow): Dropped | undefined
  learn(faults: Faults, judged: Judged): void
}

/** Where the row is, and the object lane's word on it for whoever wants more than its faults. */
interface FaultyRow {
  readonly part: number
  readonly index: number
  judge(): Judged
}

type Dropped = Extract<Judged, { readonly drop: Drop }>

/** Each has its own explanation to keep: when there are more, all are learned anew. */
const MOST_KINDS = 4096

/**
 * Rows that fail alike are dropped alike: the object lane explains the first of them. Only the length
 * of the produced text is a row's own.
 */
export function rememberDrops(): KnownDrops {
  const known = new Map<number, KnownDrop>()
  return {
    find({ kind, length }, row) {
      const like = known.get(kind)
      if (like === undefined) return undefined
      const drop = withLength(like.drop, length)
      return like.isMeasured ? { drop, measured: measuredLike(like, length, row) } : { drop }
    },
    learn({ kind }, judged) {
      if (!('drop' in judged)) return
      if (known.size >= MOST_KINDS) known.clear()
      const { drop, measured } = judged
      known.set(kind, { drop, isMeasured: !!measured, schemaErrors: measured?.schemaErrors })
    },
  }
}

interface KnownDrop extends Pick<MeasuredSample, 'schemaErrors'> {
  readonly drop: Drop
  readonly isMeasured: boolean
}

function withLength(drop: Drop, length: number): Drop {
  const isLength = drop.code === 'text-too-short' || drop.code === 'text-too-long'
  return isLength ? { ...drop, observed: length } : drop
}

/** Content and text are made when someone asks, which no metric does that counts dropped samples. */
function measuredLike(
  { schemaErrors }: KnownDrop,
  length: number,
  { part, index, judge }: FaultyRow,
): MeasuredSample {
  const own = (): MeasuredSample | undefined => judge().measured
  return {
    part,
    index,
    length,
    schemaErrors,
    get content() {
      return own()?.content ?? new Map()
    },
    get produced() {
      return own()?.produced ?? ''
    },
  }
}
