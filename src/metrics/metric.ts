import type { Json } from '../kernel/json-value.js'
import type { MeasuredRows } from '../records/measured-rows.js'
import type { MeasuredSample } from '../records/measured-sample.js'

/**
 * A measurement that many workers take apart and join later. Its laws are tests
 * (`metric.contract.ts`): `merge` is associative and commutative, `empty()` is neutral, and
 * `decode(encode(state))` equals `state`. States are equal when `encode` gives the same for them; they
 * are plain data, which threads can hand to one another.
 *
 * @example
 * ```ts
 * import { lengthDistribution } from 'loradex/metrics'
 *
 * const metric = lengthDistribution()
 * const here = metric.empty()
 * metric.add(here, { content: new Map(), produced: 'Yes.', length: 4, part: 0, index: 0 })
 * const elsewhere = metric.decode(metric.encode(metric.empty()))
 * console.log(metric.report(metric.merge(here, elsewhere)))
 * ```
 */
export interface Metric<State> {
  /** The metric's key in `report.json`. */
  readonly id: string
  /**
   * What is counted: every sample that a record could be mapped to, or only those that no check
   * dropped. Samples that are found to be duplicates later are in both.
   */
  readonly scope: 'mapped' | 'kept'
  empty(): State
  /**
   * An empty state for samples that come after those of `earlier`: it may let go at once of what
   * cannot count beside them. Merged with `earlier`, it gives what an `empty()` one would have given.
   */
  after?(earlier: State): State
  /** A new state, as much of one as `after` looks at. Absent: all of it. */
  outline?(state: State): State
  /** Counts the sample in, changing the state in place. */
  add(state: State, sample: MeasuredSample): void
  /**
   * Counts many samples in at once: kept, compliant, and of columns like those of a sample that
   * `add` has counted into the same state. Where it is absent, records cannot take the byte lane.
   */
  addRows?(state: State, rows: MeasuredRows): void
  /** No text of a higher order counts in `addRows`. Absent: none does. */
  highestOrder?(state: State): number
  /** A new state; both arguments stay as they are. */
  merge(left: State, right: State): State
  /** Canonical: equal states give equal text. */
  encode(state: State): string
  /** Fails with `metric.state-invalid` on text that `encode` did not write. */
  decode(text: string): State
  /**
   * For states that are large: bytes of the state itself, valid until it is changed. Equal states may give
   * others.
   */
  pack?(state: State): readonly Uint8Array[]
  /** What `pack` was given. Fails with `metric.state-invalid` on what it cannot have made. */
  unpack?(packed: readonly Uint8Array[]): State
  /** Names places where records were read only when it is told how. */
  report(state: State, locate?: Locate): Json
}

/** Where a record was read, such as `cases.jsonl:17`, from part and index of its sample. */
export type Locate = (part: number, index: number) => string
