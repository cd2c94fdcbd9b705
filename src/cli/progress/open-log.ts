import { openSync, writeSync } from 'node:fs'
import { messageOf } from '../../kernel/error.js'
import { usageInvalid } from '../usage-invalid.js'
import type { LogLevel } from './output-choice.js'
import { timeColumn } from './plain-line.js'
import type { Log, LogEntry } from './work-log.js'

export interface LogOptions {
  readonly level: LogLevel
  /** Path of the file that lines are added to; stderr when it is absent. */
  readonly file: string | undefined
  /** Takes what is for stderr: the lines, or of a file that it takes no more of them. */
  readonly write: (line: string) => void
}

/** Lines of JSON, as pino writes them. @throws `usage.invalid` when the file cannot be opened. */
export async function openLog({ level, file, write }: LogOptions): Promise<Log> {
  const { pino, stdTimeFunctions } = await import('pino')
  const logger = pino(
    {
      level,
      base: { event: 'log' },
      messageKey: 'message',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: file === undefined ? (text) => write(text.trimEnd()) : appender(file, write) },
  )
  return { write: (entry) => logger[entry.level](entry.fields, entry.message) }
}

export interface TerminalLogOptions {
  readonly level: LogLevel
  readonly write: (line: string) => void
  readonly seconds: () => number
}

const LEVELS = ['debug', 'info', 'warn', 'error']

/** The same in short, for a person at a terminal: `[  2.1 s] info  shard closed  shard=train-00000`. */
export function terminalLog({ level, write, seconds }: TerminalLogOptions): Log {
  return {
    write({ level: own, message, fields }) {
      if (LEVELS.indexOf(own) < LEVELS.indexOf(level)) return
      write(`${timeColumn(seconds())} ${own.padEnd(5)}  ${message}${fieldsText(fields)}`)
    },
  }
}

function fieldsText(fields: LogEntry['fields']): string {
  return Object.entries(fields)
    .map(([name, value]) => `  ${name}=${String(value)}`)
    .join('')
}

/** A log that cannot be gone on with, as on a full disk, is no reason to end the work. */
function appender(path: string, tell: (text: string) => void): (text: string) => void {
  const file = opened(path)
  let hasEnded = false
  return (text) => {
    if (hasEnded) return
    try {
      writeSync(file, text)
    } catch (error) {
      hasEnded = true
      tell(`the log in ${path} ends here: ${messageOf(error)}`)
    }
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'a')
  } catch (error) {
    throw usageInvalid(
      `expected to write the log to ${path}: ${messageOf(error)}`,
      'Set LORADEX_LOG_FILE to a file that you may write to.',
    )
  }
}
