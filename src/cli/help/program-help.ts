import type { Command } from '../command.js'
import { commandGroups } from '../command-groups.data.js'
import { exampleLine } from './example-line.js'
import { columns, longestLeft, type Row } from './columns.js'

export const TAGLINE = 'Turns the records you have into fine-tuning data you can prove.'

export interface HelpOptions {
  /** Characters in a line. */
  readonly width: number
}

/** What `loradex` alone and `loradex --help` print: the way in first, then every command. */
export function programHelp(commands: readonly Command[], { width }: HelpOptions): string {
  const tables: readonly (readonly [title: string, rows: readonly Row[]])[] = [
    ...groupCommands(commands).map(({ title, members }) => [title, members.map(nameRow)] as const),
    ['Options', programOptions],
  ]
  const left = Math.max(...tables.map(([, rows]) => longestLeft(rows)))
  return [
    TAGLINE,
    '',
    'Usage: loradex <command> [options]',
    '',
    'Start here:',
    ...columns(firstSteps(commands), { width }),
    ...tables.flatMap(([title, rows]) => ['', `${title}:`, ...columns(rows, { width, left })]),
    '',
    'loradex help <command> tells more about one of them.',
  ].join('\n')
}

/** Of the program itself. */
export const programOptions: readonly Row[] = [
  ['-h, --help', 'show help; after a command, its help'],
  ['-V, --version', 'print the version'],
]

/** Commands by group; a group that has none is left out. */
export function groupCommands(
  commands: readonly Command[],
): readonly { readonly title: string; readonly members: readonly Command[] }[] {
  const named = commandGroups.map(({ title, names }) => ({
    title,
    members: names.flatMap((name) => commands.filter((command) => firstWord(command) === name)),
  }))
  const others = commands.filter(
    (command) => !named.some(({ members }) => members.includes(command)),
  )
  return [...named, { title: 'Other', members: others }].filter(({ members }) => members.length > 0)
}

function nameRow({ name, summary }: Command): Row {
  return [name, summary]
}

function firstSteps(commands: readonly Command[]): readonly Row[] {
  return commands.flatMap(({ examples: [example], isFirstStep = false }) =>
    isFirstStep && example ? [[exampleLine(example[0]), example[1]] as const] : [],
  )
}

function firstWord({ name }: Command): string {
  return name.split(' ')[0] ?? name
}
