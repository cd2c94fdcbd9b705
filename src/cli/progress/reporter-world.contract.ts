import type { CommandIo } from '../command-io.js'
import { openReporter, type OpenReporter } from './open-reporter.js'
import { chooseOutput, type OutputOptions } from './output-choice.js'
import type { WorkEvent } from './work-event.js'

/** The world of a reporter, in which time goes by when it is told to. */
export interface World {
  readonly io: CommandIo
  readonly stderr: string[]
  /** Texts that the terminal was given. */
  readonly terminal: string[]
  readonly abort: (reason?: Error) => void
  /** Lets time go by, in steps of a tenth of a second. */
  pass(ms: number): void
}

export function world(env: Readonly<Record<string, string>> = {}, columns?: number): World {
  const [stderr, terminal]: [string[], string[]] = [[], []]
  const timers = new Set<{ readonly ms: number; next: number; readonly callback: () => void }>()
  const controller = new AbortController()
  let now = 100
  return {
    stderr,
    terminal,
    abort: (reason) => controller.abort(reason),
    pass(ms) {
      for (const end = now + ms; now < end;) {
        now += 100
        for (const timer of timers) {
          if (now < timer.next) continue
          timer.next += timer.ms
          timer.callback()
        }
      }
    },
    io: {
      stdout() {},
      stderr: (line) => void stderr.push(line),
      ...(columns !== undefined && {
        terminal: { columns: () => columns, write: (text) => void terminal.push(text) },
      }),
      clock: {
        now: () => now,
        every(ms, callback) {
          const timer = { ms, next: now + ms, callback }
          timers.add(timer)
          return () => timers.delete(timer)
        },
      },
      stdin: { async *[Symbol.asyncIterator]() {} },
      env,
      cwd: '/work',
      signal: controller.signal,
    },
  }
}

export async function open(
  { io }: World,
  options: Partial<OutputOptions> = {},
): Promise<OpenReporter> {
  const given = { isQuiet: false, isVerbose: false, isLong: true, ...options }
  const isTerminal = io.terminal !== undefined
  return openReporter(io, {
    choice: chooseOutput(given, { env: io.env, isTerminal }),
    version: '1.2.3',
    command: 'export',
    argv: ['export', 'qa.yaml'],
    about: ['qa.yaml'],
  })
}

export function progress(read: number): WorkEvent {
  return {
    kind: 'progress',
    progress: {
      read,
      emitted: read,
      dropped: {},
      bytesRead: read,
      bytesEmitted: read,
      partsDone: 0,
      parts: 1,
      amount: { unit: 'records', done: read, total: 1000 },
    },
  }
}
