import { Command as Commander, CommanderError, Option } from 'commander'
import type { Command, Given } from './command.js'
import type { CommandIo } from './command-io.js'
import { commands } from './commands.js'
import type { ExitCode } from './exit-code.js'
import { printable } from './printable.js'
import { showFailure } from './show-failure.js'
import { usageFailure } from './usage-failure.js'

export interface ProgramOptions {
  readonly version: string
}

/** Runs what the command line says; every failure ends as text on stderr and an exit code. */
export async function runProgram(
  argv: readonly string[],
  world: CommandIo,
  { version }: ProgramOptions,
): Promise<ExitCode> {
  const io: CommandIo = {
    ...world,
    stdout: (line) => world.stdout(printable(line)),
    stderr: (line) => world.stderr(printable(line)),
  }
  let exitCode: ExitCode = 0
  const program = new Commander('loradex')
    .description('Turns the records you have into fine-tuning data you can prove.')
    .version(version, '-V, --version')
    .addHelpText('after', '\nStart with: loradex export --help')
  for (const command of commands) {
    addCommand(program, command, async (given) => {
      const run = await command.load()
      exitCode = await run(given, io)
    })
  }
  for (const each of [program, ...descendants(program)]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => io.stdout(text.trimEnd()),
      writeErr: (text) => io.stderr(text.trimEnd()),
      outputError: () => {},
    })
  }

  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return showRefusal(error, argv, io)
    if (io.signal.aborted) {
      io.stderr('interrupted: nothing was published')
      return 130
    }
    return showFailure(error, io)
  }
}

/** Help that was asked for is no failure; help in place of a missing command has said it all. */
function showRefusal(error: CommanderError, argv: readonly string[], io: CommandIo): ExitCode {
  if (error.exitCode === 0) return 0
  return error.code === 'commander.help' ? 2 : showFailure(usageFailure(error, argv), io)
}

type Action = (given: Given) => Promise<void>

function addCommand(program: Commander, spec: Command, action: Action): void {
  const [group, verb] = spec.name.split(' ')
  const parent = verb === undefined ? program : groupNamed(program, group ?? '')
  const command = parent.command(verb ?? spec.name).description(spec.summary)
  for (const { name, about } of spec.arguments) command.argument(name, about)
  for (const { flags, about, repeatable = false } of spec.options) {
    const option = new Option(flags, about)
    command.addOption(repeatable ? option.argParser(append).default([], 'none') : option)
  }
  command.addHelpText('after', examplesText(spec))
  command.action(async (...given: unknown[]) => {
    const [positionals, options] = [given.slice(0, spec.arguments.length), command.opts()]
    await action({ arguments: positionals.flat().map(toText), options })
  })
}

function append(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value]
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function groupNamed(program: Commander, name: string): Commander {
  const known = program.commands.find((command) => command.name() === name)
  return known ?? program.command(name).description(`Commands on adapter ${name}`)
}

function descendants(command: Commander): readonly Commander[] {
  return command.commands.flatMap((child) => [child, ...descendants(child)])
}

function examplesText({ examples }: Command): string {
  const lines = examples.map(([line, does]) => {
    const shown = line.includes('loradex ') ? line : `loradex ${line}`
    return `  # ${does}\n  ${shown}`
  })
  return `\nExamples:\n${lines.join('\n')}`
}
