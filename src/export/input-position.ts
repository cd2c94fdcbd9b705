import type { PartSize, SourcePart } from '../sources/source.js'

/** How much of something is done, and how much there is. */
export interface Amount {
  readonly unit: PartSize['unit']
  readonly done: number
  readonly total: number
}

/** Where in its input a run stands. */
export interface InputPosition {
  /** `inputBytes` counts from the start of the part, as in a batch. */
  advance(part: number, read: number, inputBytes: number | undefined): void
  endPart(part: number): void
  state(): PositionState
}

export interface PositionState {
  readonly partsDone: number
  readonly parts: number
  /** Undefined when the source does not know how much there is. Its share never goes back. */
  readonly amount: Amount | undefined
}

/** With a `limit`, whichever ends the run first counts: the limit or the input. */
export function inputPosition(parts: readonly SourcePart[], limit: number): InputPosition {
  const sizes = parts.flatMap(({ size }) => (size ? [size] : []))
  const [first] = sizes
  const unit = sizes.length === parts.length ? first?.unit : undefined
  const total = sizes.reduce((sum, size) => sum + size.amount, 0)
  let before = 0
  let within = 0
  let records = 0
  let partsDone = 0

  return {
    advance(part, read, inputBytes = 0) {
      records += read
      const most = parts[part]?.size?.amount ?? 0
      const position = unit === 'bytes' ? inputBytes : within + read
      within = Math.max(within, Math.min(position, most))
    },
    endPart(part) {
      before += parts[part]?.size?.amount ?? 0
      within = 0
      partsDone += 1
    },
    state: () => ({ partsDone, parts: parts.length, amount: amount() }),
  }

  function amount(): Amount | undefined {
    const done = before + within
    if (limit !== Infinity && (unit === undefined || records / limit >= done / total)) {
      return { unit: 'records', done: records, total: limit }
    }
    return unit === undefined ? undefined : { unit, done, total }
  }
}
