import { resolve } from 'node:path'
import type { WorkPlaces } from '../../export/folder/work-folder.js'
import { redactUrl } from '../../kernel/redact.js'
import type { CommandIo } from '../command-io.js'
import type { ExitCode } from '../exit-code.js'
import { printable } from '../printable.js'
import type { Failure } from '../show-failure.js'
import { barDisplay } from './bar-display.js'
import { stillClock } from './clock.js'
import type { Display, Watch } from './display.js'
import type { Conclusion, Face, Interruption, WhatIsLeft } from './face.js'
import { interruptionOf } from './interruption.js'
import { linesDisplay, silentDisplay } from './lines-display.js'
import type { LogLevel, OutputChoice } from './output-choice.js'
import { startPaint, type Paint } from './paint.js'
import type { Reporter } from './reporter.js'
import { keepStatus } from './status.js'
import { textFace } from './text-face.js'
import { wireFace } from './wire-face.js'
import { workLog, type WorkLog } from './work-log.js'

/** The reporter with what only the program itself may tell. */
export interface OpenReporter extends Reporter, Pick<Face, 'line' | 'warn' | 'giveWay'> {
  failed(failure: Failure): void
  /** Says what became of the work, and how to go on. */
  interrupted(): ExitCode
  /** The command has come back; nothing is told afterwards. */
  end(exitCode: ExitCode): void
}

export interface ReporterOptions {
  readonly choice: OutputChoice
  readonly version: string
  readonly command: string
  /** Words of the command line. */
  readonly argv: readonly string[]
  /** Arguments of the command. */
  readonly about: readonly string[]
}

/** @throws `usage.invalid` when there is a log file that cannot be opened. */
export async function openReporter(io: CommandIo, options: ReporterOptions): Promise<OpenReporter> {
  const { command, version, argv } = options
  const clock = io.clock ?? stillClock
  const keeper = keepStatus()
  const watch: Watch = {
    status: () => keeper.status(clock.now()),
    seconds: () => clock.now() / 1000,
    every: clock.every,
  }
  const face = createFace(io, options, watch)
  const { log, fileLog } = await openLogs(io, { level: options.choice.log, face, watch })
  let work: WorkPlaces | undefined
  let isPublishing = false
  let reached: number | undefined
  let isConcluded = false
  log?.start(command, version)
  const onAbort = (): void => face.stopping()
  if (io.signal.aborted) onAbort()
  io.signal.addEventListener('abort', onAbort, { once: true })

  const interruption = (): Interruption => interruptionOf(io, { argv, work, isPublishing, reached })

  function conclude(conclusion: Conclusion): void {
    isConcluded = true
    log?.end(conclusion.exitCode, watch.seconds())
    face.conclude(conclusion)
  }

  return {
    conclude,
    line: face.line,
    giveWay: face.giveWay,
    warn(text) {
      fileLog?.warn(text)
      face.warn(text)
    },
    tell(event) {
      const at = clock.now()
      if (event.kind === 'work-folder') {
        work = event.places
        reached = event.read
      }
      if (event.kind === 'checkpoint') reached = event.read
      if (event.kind === 'phase') isPublishing = event.phase === 'publish'
      keeper.apply(event, at)
      log?.tell(event, at / 1000)
      face.tell(event)
    },
    end(exitCode) {
      if (!isConcluded) conclude({ exitCode, lines: [], facts: {} })
      io.signal.removeEventListener('abort', onAbort)
      face.close()
    },
    failed(failure) {
      fileLog?.failed(failure)
      face.failed(failure, NO_GOING_ON.has(failure.code) ? NOTHING_LEFT : interruption())
    },
    interrupted() {
      const told = interruption()
      fileLog?.interrupted(told)
      face.interrupted(told)
      return told.exitCode
    },
  }
}

/** What is left is not what it should be; their hints say what to do. */
const NO_GOING_ON: ReadonlySet<string> = new Set(['export.plan-changed', 'export.damaged'])

const NOTHING_LEFT: WhatIsLeft = {
  leftBehind: undefined,
  kept: undefined,
  remedies: [],
  again: undefined,
}

function createFace(io: CommandIo, options: ReporterOptions, watch: Watch): Face {
  const { choice, command, version } = options
  if (choice.face === 'json') {
    const write = (line: string): void => io.stderr(printable(line))
    return wireFace({ write, watch, command, version, isQuiet: choice.isQuiet })
  }
  const paint = startPaint(choice.hasColour)
  const display = createDisplay(io, { ...options, paint, watch })
  return textFace({ display, paint, isQuiet: choice.isQuiet })
}

interface DisplayOptions extends ReporterOptions {
  readonly paint: Paint
  readonly watch: Watch
}

function createDisplay(io: CommandIo, options: DisplayOptions): Display {
  const { choice, command, about } = options
  const { terminal, clock, stderr: write } = io
  const subject = about.map(redactUrl).join(' ')
  if (choice.face === 'bar' && terminal) {
    return barDisplay({ ...options, ...choice, terminal, subject: subject || command })
  }
  if (choice.face === 'none' || clock === undefined) return silentDisplay(write)
  return linesDisplay({ ...options, write, title: printable(`${command} ${subject}`.trimEnd()) })
}

interface LogsOptions {
  readonly level: LogLevel
  readonly face: Face
  readonly watch: Watch
}

interface Logs {
  readonly log: WorkLog | undefined
  /** The same when it goes into a file: what is shown on stderr all the same is told there, too. */
  readonly fileLog: WorkLog | undefined
}

async function openLogs(io: CommandIo, { level, face, watch }: LogsOptions): Promise<Logs> {
  if (level === 'silent') return { log: undefined, fileLog: undefined }
  const { openLog, terminalLog } = await import('./open-log.js')
  const path = io.env['LORADEX_LOG_FILE'] ?? ''
  if (path !== '') {
    const log = workLog(await openLog({ level, file: resolve(io.cwd, path), write: face.warn }))
    return { log, fileLog: log }
  }
  const isForPeople = io.terminal !== undefined && !face.isWire
  const log = isForPeople
    ? terminalLog({ level, write: face.line, seconds: watch.seconds })
    : await openLog({ level, file: undefined, write: (line) => io.stderr(printable(line)) })
  return { log: workLog(log), fileLog: undefined }
}
