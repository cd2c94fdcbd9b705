import type { LogLevel } from './output-choice.js'
import type { Failure } from '../show-failure.js'
import type { Interruption } from './face.js'
import type { WorkEvent } from './work-event.js'

/** Structured log lines. Numbers, names of files and codes: never a record, never a secret. */
export interface Log {
  write(entry: LogEntry): void
}

export interface LogEntry {
  readonly level: Exclude<LogLevel, 'silent'>
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Turns what a command tells into lines of a log. */
export interface WorkLog {
  start(command: string, version: string): void
  /** `seconds` since the program was started. */
  tell(event: WorkEvent, seconds: number): void
  warn(text: string): void
  end(exitCode: number, seconds: number): void
  failed(failure: Failure): void
  interrupted(interruption: Interruption): void
}

export function workLog({ write }: Log): WorkLog {
  let phase: { readonly name: string; readonly since: number } | undefined
  let partsDone = 0

  const log = (level: LogEntry['level'], message: string, fields: LogEntry['fields']): void =>
    write({ level, message, fields })

  function endPhase(seconds: number): void {
    if (phase === undefined) return
    log('info', 'phase done', { phase: phase.name, duration_ms: ms(seconds - phase.since) })
    phase = undefined
  }

  return {
    start: (command, version) => log('info', 'start', { command, loradex_version: version }),
    tell(event, seconds) {
      switch (event.kind) {
        case 'phase':
          endPhase(seconds)
          phase = { name: event.phase, since: seconds }
          return log('debug', 'phase', { phase: event.phase })
        case 'planned': {
          const { digest, source, inputs, parts, workers } = event
          return log('info', 'planned', { plan_digest: digest, source, inputs, parts, workers })
        }
        case 'retry': {
          const { input, attempt, waitMs, seen } = event
          return log('warn', 'retry', { input, attempt, wait_ms: waitMs, seen })
        }
        case 'shard-opened':
          return log('debug', 'shard opened', { shard: event.name })
        case 'shard-closed': {
          const { name, records, bytes } = event
          return log('info', 'shard closed', { shard: name, records, bytes })
        }
        case 'resumed': {
          const { appends, read, partsDone: done, parts } = event
          return log('info', resumption(appends), { read, parts_done: done, parts })
        }
        case 'checkpoint':
          return log('debug', 'checkpoint', { read: event.read, parts_done: event.partsDone })
        case 'work-folder':
          return log('debug', 'work folder', { path: event.places.root })
        case 'progress': {
          const { parts, read, emitted } = event.progress
          if (event.progress.partsDone === partsDone) return
          partsDone = event.progress.partsDone
          return log('debug', 'part done', { parts_done: partsDone, parts, read, emitted })
        }
        case 'copied':
          return
      }
    },
    warn: (text) => log('warn', 'warning', { text }),
    end(exitCode, seconds) {
      endPhase(seconds)
      log('info', 'end', { exit_code: exitCode, duration_ms: ms(seconds) })
    },
    // Without its message: a database may quote a value in it.
    failed: ({ code, exitCode }) => log('error', 'failed', { code, exit_code: exitCode }),
    interrupted: ({ signal, exitCode, leftBehind, kept }) =>
      log('warn', 'interrupted', {
        exit_code: exitCode,
        signal: signal ?? null,
        left_behind: leftBehind ?? null,
        kept: kept ?? null,
      }),
  }
}

function ms(seconds: number): number {
  return Math.round(seconds * 1000)
}

function resumption(appends: boolean): string {
  return appends ? 'appending' : 'resumed'
}
