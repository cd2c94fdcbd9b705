import type { Progress } from '../../export/progress.js'
import type { Watch } from './display.js'
import type { Face } from './face.js'
import type { Status } from './status.js'

const EVERY_MS = 1000

export interface WireFaceOptions {
  readonly write: (line: string) => void
  readonly watch: Watch
  readonly command: string
  readonly version: string
  /** Says only what is wrong. */
  readonly isQuiet: boolean
}

/** One JSON object per line, as `schemas/progress.schema.json` describes them. Nothing else is written. */
export function wireFace({ write, watch, command, version, isQuiet }: WireFaceOptions): Face {
  function send(event: string, fields: Readonly<Record<string, unknown>>): void {
    const elapsed_ms = Math.round(watch.seconds() * 1000)
    write(JSON.stringify({ event, elapsed_ms, ...fields }))
  }
  const sendProgress = (): void => send('progress', progressFields(watch.status()))
  const sendUrgent = (message: string): void => send('warning', { message })

  if (!isQuiet) {
    const time = new Date().toISOString()
    send('start', { format_version: 1, loradex_version: version, command, time })
  }
  let hasRead = false
  const stop = isQuiet ? () => {} : watch.every(EVERY_MS, sendProgress)

  return {
    isWire: true,
    tell(event) {
      if (isQuiet) return
      const isFirst = event.kind === 'progress' && !hasRead
      if (event.kind === 'phase' || isFirst) sendProgress()
      hasRead ||= isFirst
      if (event.kind === 'resumed') {
        const { appends, read, partsDone, parts } = event
        send(appends ? 'appending' : 'resumed', { read, parts_done: partsDone, parts })
      }
      if (event.kind !== 'retry') return
      const { input, attempt, waitMs, seen } = event
      send('retry', { input, attempt, wait_ms: waitMs, seen })
    },
    line: (message) => send('message', { message }),
    warn: sendUrgent,
    giveWay() {},
    stopping() {},
    conclude({ exitCode, facts }) {
      stop()
      if (isQuiet) return
      sendProgress()
      send('end', { exit_code: exitCode, ...countsOf(watch.status()), ...facts })
    },
    failed({ exitCode, ...failure }, { remedies, kept, again }) {
      stop()
      send('failed', {
        exit_code: exitCode,
        ...failure,
        clean_up: remedies,
        ...(kept !== undefined && { kept, again: again ?? null }),
      })
    },
    interrupted({ exitCode, signal, isPublished, leftBehind, kept, remedies, again }) {
      stop()
      send('interrupted', {
        exit_code: exitCode,
        signal: signal ?? null,
        published: isPublished ?? null,
        left_behind: leftBehind ?? null,
        clean_up: remedies,
        kept: kept ?? null,
        again: again ?? null,
      })
    },
    close: stop,
  }
}

/** Before the first record. */
const NOTHING: Progress = {
  read: 0,
  emitted: 0,
  dropped: {},
  bytesRead: 0,
  bytesEmitted: 0,
  partsDone: 0,
  parts: 0,
  amount: undefined,
}

function progressFields(status: Status): Readonly<Record<string, unknown>> {
  const { phase, copied, progress = NOTHING, amount, fraction = null, shard = null } = status
  return {
    phase,
    ...(amount ?? { unit: null, done: null, total: null }),
    fraction,
    eta_seconds: rounded(status.secondsLeft),
    records_per_second: rounded(status.rate),
    read: progress.read,
    emitted: progress.emitted,
    dropped: progress.dropped,
    bytes_read: progress.bytesRead,
    bytes_emitted: progress.bytesEmitted,
    parts_done: progress.partsDone,
    parts: progress.parts,
    shard,
    copied: copied === undefined ? null : { records: copied.records, bytes: copied.bytes },
  }
}

function countsOf({ progress }: Status): Readonly<Record<string, unknown>> {
  if (progress === undefined) return {}
  const { read, emitted, dropped } = progress
  return { counts: { read, emitted, dropped } }
}

/** To a tenth. */
function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10) / 10
}
