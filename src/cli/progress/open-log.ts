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
  /** Takes a line for stderr. */
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
    { write: file === undefined ? (text) => write(text.trimEnd()) : appender(file) },
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

function appender(path: string): (text: string) => void {
  const file = opened(path)
  return (text) => writeSync(file, text)
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
