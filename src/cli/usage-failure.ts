import type { CommanderError } from 'commander'
import type { LoradexError } from '../kernel/error.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { Command } from './command.js'
import { commands } from './commands.js'
import { usageInvalid } from './usage-invalid.js'

/** What commander refuses about a command line, in our words. */
export function usageFailure(
  { code, message }: CommanderError,
  argv: readonly string[],
): LoradexError {
  const command = commandOf(argv)
  const name = command === undefined ? 'loradex' : `loradex ${command.name}`
  const [, seen = ''] = /'(.*)'/su.exec(message) ?? []
  switch (code) {
    case 'commander.unknownOption':
      return unknownOption(seen, command)
    case 'commander.unknownCommand':
      return unknownCommand(seen, argv)
    case 'commander.optionMissingArgument':
      return withoutValue(name, seen)
    case 'commander.missingArgument':
      return usageInvalid(`${name}: expected <${seen}>, saw nothing`, howToUse(command))
    case 'commander.excessArguments':
      return usageInvalid(`${name}: ${excess(message)}`, howToUse(command))
    default:
      return usageInvalid(message.replace(/^error: /u, ''), howToUse(command))
  }
}

/** `flags` are as in the command's data: `-o, --out <folder>`. */
function withoutValue(name: string, flags: string): LoradexError {
  const long = flags.split(', ').at(-1) ?? flags
  const [flag = long] = long.split(' ')
  return usageInvalid(`${name}: expected a value after ${flag}, saw none`, `Write ${long}.`)
}

function unknownOption(seen: string, command: Command | undefined): LoradexError {
  const [flag = '', ...value] = seen.split('=')
  const name = command === undefined ? 'loradex' : `loradex ${command.name}`
  const specs = command?.options ?? []
  const general = command === undefined ? ['--help', '--version'] : ['--help']
  const known = [...specs.flatMap(({ flags }) => namesOf(flags)), ...general]
  if (value.length > 0 && known.includes(flag)) {
    return usageInvalid(
      `${name}: expected ${flag} without a value, saw ${quoted(seen)}`,
      `Write ${flag}.`,
    )
  }
  const meant = flag.startsWith('--') ? nearestWord(flag, known) : undefined
  if (meant !== undefined) {
    const hint = `Write ${meant} instead.`
    return usageInvalid(`${name}: unknown option ${shown(flag)}, did you mean ${meant}?`, hint)
  }
  const others = commands.filter(({ options }) =>
    options.some(({ flags }) => namesOf(flags).includes(flag)),
  )
  const [owner] = others
  const belongs = owner === undefined ? '' : `, it belongs to loradex ${owner.name}`
  return usageInvalid(`${name}: unknown option ${shown(flag)}${belongs}`, howToUse(command))
}

function unknownCommand(seen: string, argv: readonly string[]): LoradexError {
  const [group = ''] = argv
  const isVerb = group !== seen && commands.some(({ name }) => name.startsWith(`${group} `))
  const before = isVerb ? `${group} ` : ''
  const names = commands
    .filter(({ name }) => name.startsWith(before))
    .map(({ name }) => name.slice(before.length).split(' ')[0] ?? '')
  const known = [...new Set(names)]
  if (!isVerb && /\.(?:ya?ml|json)$/u.test(seen)) {
    const message = `loradex: expected a command, saw ${shown(seen)}, which looks like a recipe`
    return usageInvalid(message, `Write loradex export ${shown(seen)}.`)
  }
  const meant = nearestWord(seen, known)
  const question = meant === undefined ? '' : `, did you mean ${before}${meant}?`
  const last = known.at(-1) ?? ''
  return usageInvalid(
    `loradex ${before}${shown(seen)}: unknown command${question}`,
    meant === undefined
      ? `Use ${known.slice(0, -1).join(', ')} or ${last}.`
      : `Write loradex ${before}${meant}.`,
  )
}

/** The command that was asked for; undefined when it is none. */
function commandOf(argv: readonly string[]): Command | undefined {
  const words = argv.filter((argument) => !argument.startsWith('-'))
  const named = commands.filter(({ name }) =>
    name.split(' ').every((word, index) => words[index] === word),
  )
  // `schema infer` rather than `schema`.
  return named.toSorted((left, right) => right.name.length - left.name.length)[0]
}

/** `-o, --out <folder>` has two. */
function namesOf(flags: string): readonly string[] {
  return flags.split(/[ ,]+/u).filter((part) => part.startsWith('-'))
}

function howToUse(command: Command | undefined): string {
  if (command === undefined) return 'Run loradex --help to see the commands.'
  const parts = command.arguments.map(({ name }) => name)
  return `Write loradex ${[command.name, ...parts].join(' ')}; loradex ${command.name} --help shows the options.`
}

function excess(message: string): string {
  const [, most = '', seen = ''] = /Expected (\d+) arguments? but got (\d+)/u.exec(message) ?? []
  return `expected at most ${most} ${most === '1' ? 'argument' : 'arguments'}, saw ${seen}`
}

const MOST_SHOWN = 60

function shown(text: string): string {
  const cut = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN).toWellFormed()}…` : text
  return /\s/u.test(cut) ? quoted(cut) : cut
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
