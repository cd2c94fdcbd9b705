import type { Command, Values } from '../command.js'
import type { CommandIo } from '../command-io.js'
import { readFlags } from '../option-flags.js'
import { schemaNames } from '../schema-files.js'
import { nothing, type Candidate, type Completion } from './candidate.js'
import { completeMetadata } from './complete-metadata.js'
import { completeRecipe } from './complete-recipe.js'
import { exportFacts } from './export-facts.js'
import { readLine, valuesOf, type Line } from './read-line.js'

type World = Pick<CommandIo, 'env' | 'cwd' | 'signal'>

/** What may stand at the end of the words after the program's name; the last one is being written. */
export async function complete(
  given: readonly string[],
  commands: readonly Command[],
  world: World,
): Promise<Completion> {
  const line = readLine(given, commands)
  const { current, command } = line
  if (current.kind === 'option') return only(optionCandidates(line), current.text)
  if (command === undefined) {
    const candidates = line.positionals.length === 0 ? commandCandidates(line, commands) : []
    return only(candidates, current.text)
  }
  const values = valuesOf(current)
  if (values === undefined) {
    // Nothing else fits here, so options are what can follow.
    return current.kind === 'word' && current.text === ''
      ? only(optionCandidates(line), '')
      : nothing
  }
  const { candidates, paths } = await valueCandidates(values, { line, commands, world })
  const before = current.kind === 'value' ? current.before : ''
  const fitting = only(candidates, current.text).candidates
  return {
    candidates: fitting.map(({ value, about }) => ({ value: before + value, about })),
    paths,
  }
}

interface Situation {
  readonly line: Line
  readonly commands: readonly Command[]
  readonly world: World
}

async function valueCandidates(values: Values, situation: Situation): Promise<Completion> {
  if (typeof values !== 'string') {
    return { candidates: values.map((value) => ({ value, about: '' })), paths: 'none' }
  }
  const { line, commands, world } = situation
  switch (values) {
    case 'file':
    case 'recipe':
      return { candidates: [], paths: 'files' }
    case 'folder':
      return { candidates: [], paths: 'folders' }
    case 'command':
      return {
        candidates: commandCandidates({ ...line, words: line.positionals }, commands),
        paths: 'none',
      }
    case 'schema':
      return {
        candidates: [
          ...commandCandidates({ words: ['schema'] }, commands),
          ...(await schemaNames()).map((value) => ({ value, about: '' })),
        ],
        paths: 'none',
      }
    case 'recipe-assignment':
      return completeRecipe(line, world)
    case 'metadata-assignment':
      return { candidates: await completeMetadata(line, world), paths: 'none' }
    case 'drop-code':
    case 'split':
      return { candidates: await exportFacts(values, line, world), paths: 'none' }
  }
}

/** The next word of every command that starts with the words so far. */
function commandCandidates(
  { words }: Pick<Line, 'words'>,
  commands: readonly Command[],
): readonly Candidate[] {
  const start = words.map((word) => `${word} `).join('')
  const candidates = new Map<string, string>()
  for (const { name, summary } of commands) {
    if (!name.startsWith(start)) continue
    const [next = '', ...rest] = name.slice(start.length).split(' ')
    const about = rest.length === 0 ? summary : `Commands on ${next}`
    if (!candidates.has(next)) candidates.set(next, about)
  }
  return Array.from(candidates, ([value, about]) => ({ value, about }))
}

/** Options that may still be given, by their long names. */
function optionCandidates({ command, options }: Line): readonly Candidate[] {
  const offered = (command?.options ?? []).flatMap(({ flags, about, repeatable = false }) => {
    const { long } = readFlags(flags)
    return options.has(long) && !repeatable ? [] : [{ value: long, about }]
  })
  const general = [
    { value: '--help', about: 'show help' },
    ...(command === undefined ? [{ value: '--version', about: 'print the version' }] : []),
  ]
  return [...offered, ...general]
}

function only(candidates: readonly Candidate[], start: string): Completion {
  return { candidates: candidates.filter(({ value }) => value.startsWith(start)), paths: 'none' }
}
