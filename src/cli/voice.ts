import { flagOption, textOption, type Command, type Given } from './command.js'
import type { CommandIo } from './command-io.js'
import type { ExitCode } from './exit-code.js'
import { printable } from './printable.js'
import type { OpenReporter } from './progress/open-reporter.js'
import { signalExit } from './signal-exit.js'
import { failureLines, failureOf, type Failure } from './show-failure.js'

/** How the program speaks: by itself at first, through a reporter as soon as a command runs. */
export interface Voice {
  /** For commands. What they write never spoils what the reporter shows. */
  readonly io: CommandIo
  /**
   * `env` is the environment with the defaults of the user.
   * @throws `usage.invalid` when the options or variables that are about stderr are wrong.
   */
  open(command: Command, given: Given, env: CommandIo['env']): Promise<OpenReporter>
  /** Help in place of a command. */
  usageText(text: string): void
  /** The end that was not meant: a failure, or one that a signal asked for. */
  failed(error: unknown): ExitCode
}

interface VoiceOptions {
  readonly argv: readonly string[]
  readonly hasCommand: (name: string) => boolean
  readonly version: string
}

export function createVoice(world: CommandIo, { argv, version, hasCommand }: VoiceOptions): Voice {
  let reporter: OpenReporter | undefined
  const io: CommandIo = {
    ...world,
    hasCommand,
    stdout(line) {
      reporter?.giveWay()
      world.stdout(printable(line))
    },
    stderr(line) {
      if (reporter) reporter.line(line)
      else world.stderr(printable(line))
    },
    warn(text) {
      if (reporter) reporter.warn(text)
      else world.stderr(printable(`warning: ${text}`))
    },
  }

  /** What went wrong before there was a reporter. */
  function failEarly(failure: Failure): ExitCode {
    if (!wantsWire(argv, world.env)) {
      for (const line of failureLines(failure)) io.stderr(line)
      return failure.exitCode
    }
    const { exitCode: exit_code, ...rest } = failure
    const elapsed_ms = Math.round(world.clock?.now() ?? 0)
    const event = { event: 'failed', elapsed_ms, exit_code, ...rest, clean_up: [] }
    world.stderr(printable(JSON.stringify(event)))
    return exit_code
  }

  function failed(error: unknown): ExitCode {
    // In the first moments there is nothing to say of the work.
    if (io.signal.aborted) return reporter?.interrupted() ?? signalExit(io.signal).exitCode
    const failure = failureOf(error)
    if (reporter === undefined) return failEarly(failure)
    reporter.failed(failure)
    return failure.exitCode
  }

  const onAbandoned = (): unknown => failed(world.abandoned?.reason)
  world.abandoned?.addEventListener('abort', onAbandoned, { once: true })
  return {
    io,
    async open(spec, given, env) {
      const [{ chooseOutput }, { openReporter }] = await Promise.all([
        import('./progress/output-choice.js'),
        import('./progress/open-reporter.js'),
      ])
      const options = {
        progress: textOption(given, 'progress'),
        isQuiet: flagOption(given, 'quiet'),
        isVerbose: flagOption(given, 'verbose'),
        isLong: takesTime(spec),
      }
      const choice = chooseOutput(options, { env, isTerminal: io.terminal !== undefined })
      const about = given.arguments.filter((argument) => argument !== undefined)
      reporter = await openReporter(
        { ...world, env },
        { choice, version, command: spec.name, argv, about },
      )
      return reporter
    },
    usageText(text) {
      if (!wantsWire(argv, world.env)) io.stderr(text)
    },
    failed,
  }
}

/** Others are done before anyone asks how far they are. */
function takesTime({ options }: Command): boolean {
  return options.some(({ flags }) => flags.startsWith('--progress'))
}

/** Whether stderr is to hold nothing but events, as far as a command line shows that has faults. */
function wantsWire(argv: readonly string[], env: CommandIo['env']): boolean {
  const faces = argv.flatMap((word, index) => {
    if (word === '--progress') return [argv[index + 1]]
    return word.startsWith('--progress=') ? [word.slice('--progress='.length)] : []
  })
  return (faces.at(-1) ?? env['LORADEX_PROGRESS']) === 'json'
}
