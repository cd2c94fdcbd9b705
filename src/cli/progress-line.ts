import type { Progress } from '../export/progress.js'
import type { CommandIo } from './command-io.js'

/** A terminal is redrawn so often; a log gets a line so often. */
const REDRAW_MS = 100
const LOG_EVERY_MS = 10_000

/** Tells a person how far a run has come: one changing line on a terminal, plain lines elsewhere. */
export function startProgress(
  io: CommandIo,
  now: () => number = Date.now,
): (progress: Progress) => void {
  const startedAt = now()
  const interval = io.status ? REDRAW_MS : LOG_EVERY_MS
  let shownAt = startedAt
  return (progress) => {
    const at = now()
    if (at - shownAt < interval) return
    shownAt = at
    const line = describe(progress, (at - startedAt) / 1000)
    if (io.status) io.status(line)
    else io.stderr(line)
  }
}

function describe({ read, emitted, partsDone, parts }: Progress, seconds: number): string {
  const rate = Math.round(read / Math.max(seconds, 0.001))
  const share = partsDone / Math.max(parts, 1)
  const rest = share > 0 ? `, ${formatSeconds((seconds * (1 - share)) / share)} left` : ''
  const percent = String(Math.floor(share * 100)).padStart(3)
  return `${percent} %  read ${formatCount(read)}, kept ${formatCount(emitted)}, ${formatCount(rate)} records/s${rest}`
}

export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, ',')
}

export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const minutes = Math.floor(seconds / 60)
  return `${minutes} min ${Math.round(seconds - minutes * 60)} s`
}
