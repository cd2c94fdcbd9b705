import type { Json } from '../kernel/json-value.js'
import type { Locate, Metric } from '../metrics/metric.js'
import type { MeasuredRows } from '../records/measured-rows.js'
import type { Judged } from './judge-record.js'

type Metrics = readonly Metric<unknown>[]

/** The state of each metric, by its id. */
export type MetricStates = ReadonlyMap<string, unknown>

function emptyStates(metrics: Metrics): MetricStates {
  return new Map(metrics.map((metric) => [metric.id, metric.empty()]))
}

/** What parts before one have come to, as far as it spares that part work. */
export interface EarlierStates {
  /** Empty states for the next part. */
  empty(): MetricStates
  /** Takes in the states of a part, which stay as they are. */
  add(states: MetricStates): void
}

export function rememberStates(metrics: Metrics): EarlierStates {
  const earlier = new Map<string, unknown>()
  return {
    empty: () =>
      new Map(
        metrics.map(({ id, empty, after }) => [
          id,
          after && earlier.has(id) ? after(earlier.get(id)) : empty(),
        ]),
      ),
    add(states) {
      for (const { id, after, outline, empty, merge } of metrics) {
        if (!after) continue
        const own = states.get(id)
        const before = earlier.has(id) ? earlier.get(id) : empty()
        earlier.set(id, merge(before, outline ? outline(own) : own))
      }
    },
  }
}

/** Counts one record in, in place. */
export function measure(metrics: Metrics, states: MetricStates, judged: Judged): void {
  if (!judged.measured) return
  const isKept = 'line' in judged
  for (const metric of metrics) {
    if (isKept || metric.scope === 'mapped') metric.add(states.get(metric.id), judged.measured)
  }
}

/** No produced text of a higher order counts for any metric. */
export function highestOrder(metrics: Metrics, states: MetricStates): number {
  return metrics.reduce(
    (highest, { id, highestOrder: of }) => Math.max(highest, of?.(states.get(id)) ?? -1),
    -1,
  )
}

/** Counts many records in, in place. */
export function measureRows(metrics: Metrics, states: MetricStates, rows: MeasuredRows): void {
  for (const metric of metrics) metric.addRows?.(states.get(metric.id), rows)
}

function mergeStates(metrics: Metrics, left: MetricStates, right: MetricStates): MetricStates {
  return new Map(
    metrics.map((metric) => [metric.id, metric.merge(left.get(metric.id), right.get(metric.id))]),
  )
}

/** Adds up the states of parts. */
export interface StatesSum {
  add(states: MetricStates): void
  total(): MetricStates
}

/**
 * Merges like with like, as a binary counter carries: a state of many parts would be copied for each
 * further part otherwise.
 */
export function sumStates(metrics: Metrics, from: MetricStates = emptyStates(metrics)): StatesSum {
  const sums: { states: MetricStates; parts: number }[] = [{ states: from, parts: Infinity }]

  function carry(): void {
    const right = sums.pop()
    const left = sums.pop()
    if (!left || !right) return
    sums.push({
      states: mergeStates(metrics, left.states, right.states),
      parts: left.parts + right.parts,
    })
  }

  return {
    add(states) {
      sums.push({ states, parts: 1 })
      while (sums.at(-1)?.parts === sums.at(-2)?.parts) carry()
    },
    total() {
      while (sums.length > 1) carry()
      return sums[0]?.states ?? from
    },
  }
}

/** States as they are saved: the text of each, or what it packs itself into, by its id. */
export type SavedStates = readonly (readonly [string, string | readonly Uint8Array[]])[]

/** Quickly; valid until the states change. */
export function packStates(metrics: Metrics, states: MetricStates): SavedStates {
  return metrics.map(({ id, encode, pack }) => {
    const state = states.get(id)
    return [id, pack?.(state) ?? encode(state)]
  })
}

/** Equal states give the same. */
export function encodeStates(metrics: Metrics, states: MetricStates): SavedStates {
  return metrics.map(({ id, encode }) => [id, encode(states.get(id))])
}

export function restoreStates(metrics: Metrics, saved: SavedStates): MetricStates {
  const savedById = new Map(saved)
  return new Map(
    metrics.map(({ id, decode, unpack }) => {
      const own = savedById.get(id) ?? ''
      return [id, typeof own === 'string' ? decode(own) : unpack?.(own)]
    }),
  )
}

export function reportStates(
  metrics: Metrics,
  states: MetricStates,
  locate: Locate,
): ReadonlyMap<string, Json> {
  return new Map(metrics.map((metric) => [metric.id, metric.report(states.get(metric.id), locate)]))
}
