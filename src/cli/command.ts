import type { CommandIo } from './command-io.js'
import type { ExitCode } from './exit-code.js'
import type { Reporter } from './progress/reporter.js'

/** A command as data, so that help costs nothing but reading it. */
export interface Command {
  readonly name: string
  readonly summary: string
  /** As commander writes them: `<required>`, `[optional]`. */
  readonly arguments: readonly ArgumentSpec[]
  readonly options: readonly OptionSpec[]
  /** Command lines without `loradex`, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[]
  /** Its first example stands at the top of `loradex --help`. @default false */
  readonly isFirstStep?: boolean
  /** Works although the configuration file of the user is broken. @default false */
  readonly ignoresUserConfig?: boolean
  /** Loaded only when the command is run. */
  load(): Promise<RunCommand>
}

/** The reporter is for commands that take their time; others need not take it. */
export type RunCommand = (given: Given, io: CommandIo, reporter: Reporter) => Promise<ExitCode>

export interface ArgumentSpec {
  readonly name: string
  readonly about: string
  /** What completion offers. @default nothing */
  readonly values?: Values
}

export interface OptionSpec {
  /** As commander writes them: `-f, --force`, `--out <folder>`, `--set <key=value>`. */
  readonly flags: string
  readonly about: string
  /** May be given more than once. */
  readonly repeatable?: boolean
  /** What completion offers. @default nothing */
  readonly values?: Values
  /** The environment variable that counts where the option is not given. */
  readonly variable?: string
}

/** A closed list of values, or a kind of them that depends on files, the recipe or an export. */
export type Values = readonly string[] | ValueKind

type ValueKind =
  | 'file'
  | 'folder'
  | 'recipe'
  | 'recipe-assignment'
  | 'metadata-assignment'
  | 'drop-code'
  | 'split'
  | 'schema'
  | 'command'

/** What stood on the command line. Options by their long name in camel case. */
export interface Given {
  readonly arguments: readonly (string | undefined)[]
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
}

export function textOption({ options }: Given, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

export function flagOption({ options }: Given, name: string): boolean {
  return options[name] === true
}

export function listOption({ options }: Given, name: string): readonly string[] {
  const value = options[name]
  return Array.isArray(value) ? value.map(String) : []
}
