import { countOf, formatBytes, formatCount, formatDone, formatSeconds } from './amounts.js'
import type { Status } from './status.js'

/** The status as a line of a log that people read. */
export function plainLine(status: Status, seconds: number): string {
  return `${timeColumn(seconds)} ${status.phase}  ${detailsOf(status).join(', ')}`.trimEnd()
}

/** What begins each line: `[  0.1 s]`. */
export function timeColumn(seconds: number): string {
  const text = seconds < 60 ? `${seconds.toFixed(1)} s` : formatSeconds(seconds)
  return `[${text.padStart(7)}]`
}

function detailsOf(status: Status): readonly string[] {
  const { phase, copied, progress, shard, fates } = status
  if (phase === 'plan') {
    if (copied === undefined) return []
    return [`copied ${countOf(copied.records, 'record')}`, formatBytes(copied.bytes)]
  }
  const { read = 0, emitted = 0 } = progress ?? {}
  const fate = [
    `${fates.kept} ${formatCount(emitted)}`,
    `${fates.dropped} ${formatCount(read - emitted)}`,
  ]
  if (phase !== 'read') return fate
  return [
    ...amountOf(status),
    `${countOf(read, 'record')}${rateOf(status)}`,
    ...fate,
    ...(shard === undefined ? [] : [shard]),
    ...leftOf(status),
  ]
}

function amountOf({ amount, fraction = 0 }: Status): readonly string[] {
  if (amount === undefined) return []
  const { done, total, unit } = amount
  return [`${Math.floor(fraction * 100)} %`, formatDone(done, total, unit)]
}

function rateOf({ rate }: Status): string {
  return rate === undefined ? '' : ` (${formatCount(Math.round(rate))}/s)`
}

function leftOf({ secondsLeft }: Status): readonly string[] {
  return secondsLeft === undefined ? [] : [`${formatSeconds(secondsLeft)} left`]
}
