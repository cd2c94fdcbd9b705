import type { ArgumentSpec, Command, OptionSpec, Values } from '../command.js'
import { readFlags } from '../option-flags.js'

/** A command line up to the cursor, understood as far as that goes. */
export interface Line {
  /** Words that name a command or the start of one. */
  readonly words: readonly string[]
  readonly command?: Command
  /** Values of options by their long name, in order; empty texts for those that take none. */
  readonly options: ReadonlyMap<string, readonly string[]>
  readonly positionals: readonly string[]
  /** What is being written. */
  readonly current: Current
}

export type Current =
  | { readonly kind: 'word'; readonly text: string; readonly argument?: ArgumentSpec }
  | { readonly kind: 'option'; readonly text: string }
  | {
      readonly kind: 'value'
      readonly text: string
      readonly option: OptionSpec
      /** What stands before the value in the same word: `--out=`, or nothing. */
      readonly before: string
    }

/** Reads the words after the program's name, of which the last is being written. */
export function readLine(given: readonly string[], commands: readonly Command[]): Line {
  const [earlier, text] = [given.slice(0, -1), given.at(-1) ?? '']
  const words = commandWords(earlier, commands)
  const command = commands.find(({ name }) => name === words.join(' '))
  const { options, positionals, wanting, areOptionsOver } = readEarlier(
    earlier.slice(words.length),
    command,
  )
  const parts = { words, ...(command && { command }), options, positionals }
  if (wanting !== undefined) {
    return { ...parts, current: { kind: 'value', text, option: wanting, before: '' } }
  }
  const place = { command, positionals }
  return { ...parts, current: areOptionsOver ? wordAt(text, place) : currentOf(text, place) }
}

/** What stands between the command and the word being written. */
function readEarlier(given: readonly string[], command: Command | undefined) {
  const options = new Map<string, readonly string[]>()
  const positionals: string[] = []
  const areOptionsOver = given.includes('--')
  const end = areOptionsOver ? given.indexOf('--') : given.length
  let wanting: OptionSpec | undefined
  for (const word of given.slice(0, end)) {
    const found = optionOf(word, command)
    if (wanting !== undefined) {
      remember(options, wanting, word)
      wanting = undefined
    } else if (found !== undefined && found.value === undefined && takesValue(found.option)) {
      wanting = found.option
    } else if (found !== undefined) {
      remember(options, found.option, found.value ?? '')
    } else if (!word.startsWith('-')) {
      positionals.push(word)
    }
  }
  positionals.push(...given.slice(end + 1))
  return { options, positionals, wanting, areOptionsOver }
}

function remember(
  options: Map<string, readonly string[]>,
  { flags }: OptionSpec,
  value: string,
): void {
  const { long } = readFlags(flags)
  options.set(long, [...(options.get(long) ?? []), value])
}

type Place = Pick<Line, 'positionals'> & { readonly command: Command | undefined }

function currentOf(text: string, place: Place): Current {
  const found = text.includes('=') ? optionOf(text, place.command) : undefined
  if (found?.value !== undefined) {
    const { option, value } = found
    const before = text.slice(0, text.length - value.length)
    return { kind: 'value', text: value, option, before }
  }
  return text.startsWith('-') ? { kind: 'option', text } : wordAt(text, place)
}

function wordAt(text: string, { command, positionals }: Place): Current {
  const expected = command?.arguments ?? []
  const final = expected.at(-1)
  const repeated = final?.name.includes('...') === true ? final : undefined
  const argument = expected[positionals.length] ?? repeated
  return { kind: 'word', text, ...(argument && { argument }) }
}

/** As many of the first words as name a command or a group. */
function commandWords(given: readonly string[], commands: readonly Command[]): readonly string[] {
  const words: string[] = []
  for (const word of given) {
    const longer = [...words, word].join(' ')
    const isName = commands.some(({ name }) => name === longer || name.startsWith(`${longer} `))
    if (!isName) break
    words.push(word)
  }
  return words
}

function optionOf(
  word: string,
  command: Command | undefined,
): { readonly option: OptionSpec; readonly value?: string } | undefined {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1
  const name = equals < 0 ? word : word.slice(0, equals)
  const option = command?.options.find(({ flags }) => {
    const { long, short } = readFlags(flags)
    return name === long || name === short
  })
  if (option === undefined) return undefined
  return { option, ...(equals >= 0 && { value: word.slice(equals + 1) }) }
}

function takesValue({ flags }: OptionSpec): boolean {
  const { value, isValueOptional } = readFlags(flags)
  return value !== undefined && !isValueOptional
}

/** What the value being written may be. */
export function valuesOf(current: Current): Values | undefined {
  switch (current.kind) {
    case 'word':
      return current.argument?.values
    case 'value':
      return current.option.values
    case 'option':
      return undefined
  }
}
