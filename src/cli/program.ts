import { Command as Commander, CommanderError, Option } from 'commander'
import type { Command, Given } from './command.js'
import type { CommandIo } from './command-io.js'
import { commands } from './commands.js'
import type { ExitCode } from './exit-code.js'
import { findHelp } from './help/find-help.js'
import { helpWidth } from './help/help-width.js'
import { createVoice } from './voice.js'
import { usageFailure } from './usage-failure.js'
import { usageInvalid } from './usage-invalid.js'

export interface ProgramOptions {
  readonly version: string
}

/** Runs what the command line says; every failure ends as text on stderr and an exit code. */
export async function runProgram(
  argv: readonly string[],
  world: CommandIo,
  { version }: ProgramOptions,
): Promise<ExitCode> {
  const voice = createVoice(world, {
    argv,
    version,
    hasCommand: (wanted) => commands.some(({ name }) => name === wanted),
  })
  const { io } = voice
  let exitCode: ExitCode = 0
  const program = new Commander('loradex')
    .version(version, '-V, --version')
    // A command may have a --version of its own.
    .enablePositionalOptions()
    .helpCommand(false)
  for (const command of commands) {
    addCommand(program, command, async (given) => {
      const env = await environmentOf(command, io)
      const reporter = await voice.open(command, given, env)
      const run = await command.load()
      exitCode = await run(given, { ...io, env }, reporter)
      reporter.end(exitCode)
    })
  }
  for (const each of [program, ...descendants(program)]) {
    each
      .exitOverride()
      .configureHelp({ formatHelp: helpOf(io) })
      .configureOutput({
        writeOut: (text) => io.stdout(text.trimEnd()),
        writeErr: (text) => voice.usageText(text.trimEnd()),
        outputError: () => {},
      })
  }

  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help that was asked for is no failure; help in place of a missing command has said it all.
      if (error.exitCode === 0) return 0
      return error.code === 'commander.help' ? 2 : voice.failed(usageFailure(error, argv))
    }
    return voice.failed(error)
  }
}

type Action = (given: Given) => Promise<void>

function addCommand(program: Commander, spec: Command, action: Action): void {
  const [group, verb] = spec.name.split(' ')
  const parent = groupNamed(program, group ?? '')
  const command = verb === undefined ? parent : parent.command(verb)
  for (const { name, about } of spec.arguments) command.argument(name, about)
  for (const { flags, about, repeatable = false } of spec.options) {
    const option = new Option(flags, about).argParser(notEmpty(flags))
    command.addOption(repeatable ? option.argParser(append).default([], 'none') : option)
  }
  command.action(async (...given: unknown[]) => {
    const [positionals, options] = [given.slice(0, spec.arguments.length), command.opts()]
    refuseEmpty(spec, positionals)
    await action({ arguments: positionals.flat().map(toText), options })
  })
}

/** A variable of the shell that is not set: not what is meant by leaving the argument out. */
function refuseEmpty({ name, arguments: specs }: Command, positionals: readonly unknown[]): void {
  const empty = positionals.findIndex((value) => [value].flat().includes(''))
  const spec = specs[empty]
  if (spec === undefined) return
  const mayBeAbsent = spec.name.startsWith('[')
  throw usageInvalid(
    `loradex ${name}: expected ${spec.name}, saw an empty text`,
    mayBeAbsent ? 'Name it, or leave it out.' : 'Name it.',
  )
}

/** A path of nothing would be this folder, and no message could name it. */
function notEmpty(flags: string): (value: string) => string {
  const [, flag, kind] = /(--[\w-]+) <(file|folder)>$/u.exec(flags) ?? []
  return (value) => {
    if (flag === undefined || value !== '') return value
    throw usageInvalid(
      `${flag}: expected a ${kind}, saw an empty text`,
      `Name a ${kind}, or leave the option out.`,
    )
  }
}

async function environmentOf({ ignoresUserConfig }: Command, { env, cwd }: CommandIo) {
  if (ignoresUserConfig) return env
  const { withUserConfig } = await import('./config/with-user-config.js')
  return withUserConfig(env, cwd)
}

function append(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value]
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function groupNamed(program: Commander, name: string): Commander {
  const known = program.commands.find((command) => command.name() === name)
  return known ?? program.command(name)
}

function descendants(command: Commander): readonly Commander[] {
  return command.commands.flatMap((child) => [child, ...descendants(child)])
}

function helpOf(io: CommandIo): (command: Commander) => string {
  return (command) => findHelp(nameOf(command), commands, { width: helpWidth(io) }) ?? ''
}

/** `metadata show`; empty for the program itself. */
function nameOf(command: Commander): string {
  return command.parent === null ? '' : `${nameOf(command.parent)} ${command.name()}`.trim()
}
