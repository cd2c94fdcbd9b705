import type { Command, OptionSpec } from '../command.js'
import { columns, wrap, type Row } from './columns.js'
import { exampleLine } from './example-line.js'
import type { HelpOptions } from './program-help.js'

/** What `loradex help export` prints: examples before everything else. */
export function commandHelp(command: Command, { width }: HelpOptions): string {
  const { arguments: expected, options } = command
  return [
    ...wrap(`${command.summary}.`, width),
    '',
    `Usage: ${usageLine(command)}`,
    '',
    'Examples:',
    ...command.examples.flatMap(([line, does]) => [`  # ${does}`, `  ${exampleLine(line)}`]),
    ...section(
      'Arguments',
      columns(
        expected.map(({ name, about }) => [argumentName(name), about]),
        { width },
      ),
    ),
    ...section(
      'Options',
      columns([...options.map(optionRow), ['-h, --help', 'show this help']], { width }),
    ),
  ].join('\n')
}

/** The same for a group such as `metadata`. */
export function groupHelp(
  name: string,
  members: readonly Command[],
  { width }: HelpOptions,
): string {
  return [
    `Usage: loradex ${name} <command> [options]`,
    '',
    ...columns(
      members.map((command) => [usageLine(command).replace('loradex ', ''), command.summary]),
      { width },
    ),
    '',
    `loradex help ${name} <command> tells more about one of them.`,
  ].join('\n')
}

/** `loradex export [recipe] [options]` */
export function usageLine({ name, arguments: expected, options }: Command): string {
  const parts = ['loradex', name, ...expected.map((argument) => argument.name)]
  return [...parts, ...(options.length > 0 ? ['[options]'] : [])].join(' ')
}

/** `[recipe]` as it is talked of: `recipe`. */
export function argumentName(name: string): string {
  return name.replaceAll(/[<>[\]]/gu, '')
}

/** What is said of an option, with its closed values and its variable. */
export function optionAbout({ about, values, variable, repeatable = false }: OptionSpec): string {
  return [
    about,
    ...(Array.isArray(values) ? [`one of ${values.join(', ')}`] : []),
    ...(variable === undefined ? [] : [`or set ${variable}`]),
    ...(repeatable ? ['may be repeated'] : []),
  ].join('; ')
}

function optionRow(option: OptionSpec): Row {
  // Options without a short name line up with those that have one.
  const flags = option.flags.startsWith('--') ? `    ${option.flags}` : option.flags
  return [flags, optionAbout(option)]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines]
}
