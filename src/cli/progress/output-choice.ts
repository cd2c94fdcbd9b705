import { usageInvalid } from '../usage-invalid.js'

/** How stderr is written. */
export interface OutputChoice {
  readonly face: 'bar' | 'plain' | 'json' | 'none'
  readonly isQuiet: boolean
  readonly hasColour: boolean
  readonly isUnicode: boolean
  readonly log: LogLevel
}

/** The lowest level that is logged. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** From the command line. */
export interface OutputOptions {
  readonly progress?: string | undefined
  readonly isQuiet: boolean
  readonly isVerbose: boolean
  /** The command takes its time; others show no progress. */
  readonly isLong: boolean
}

export interface OutputWorld {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether stderr leads to a terminal. */
  readonly isTerminal: boolean
}

const FACES = ['auto', 'bar', 'plain', 'json', 'none'] as const
const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** @throws `usage.invalid` */
export function chooseOutput(
  options: OutputOptions,
  { env, isTerminal }: OutputWorld,
): OutputChoice {
  const canDraw = isTerminal && env['TERM'] !== 'dumb'
  return {
    face: chooseFace(options, { env, canDraw }),
    isQuiet: options.isQuiet,
    hasColour: chooseColour(env, canDraw),
    isUnicode: /utf-?8/iu.test(firstOf(env, 'LC_ALL', 'LC_CTYPE', 'LANG') ?? ''),
    log: chooseLevel(options, env),
  }
}

function chooseFace(
  { progress, isQuiet, isLong }: OutputOptions,
  { env, canDraw }: { readonly env: OutputWorld['env']; readonly canDraw: boolean },
): OutputChoice['face'] {
  const name = progress === undefined ? 'LORADEX_PROGRESS' : '--progress'
  const face = oneOf(FACES, progress ?? (env['LORADEX_PROGRESS'] || 'auto'), name)
  if (face === 'json') return 'json'
  if (isQuiet || !isLong || face === 'none') return 'none'
  // What writes a log of everything, as in continuous integration, wants lines even on a terminal.
  const wantsBar = face === 'bar' || (face === 'auto' && !isSet(env['CI']))
  return wantsBar && canDraw ? 'bar' : 'plain'
}

/** https://no-color.org and https://force-color.org; where both are set, the first. */
function chooseColour(env: OutputWorld['env'], canDraw: boolean): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false
  const forced = env['FORCE_COLOR'] ?? ''
  return forced === '' ? canDraw : isSet(forced)
}

/** The more talkative of the two counts. Who names a file wants something in it. */
function chooseLevel({ isVerbose }: OutputOptions, env: OutputWorld['env']): LogLevel {
  const given = env['LORADEX_LOG'] || (env['LORADEX_LOG_FILE'] ? 'info' : 'silent')
  const level = oneOf(LEVELS, given, 'LORADEX_LOG')
  return isVerbose && level !== 'debug' ? 'info' : level
}

function oneOf<Word extends string>(words: readonly Word[], given: string, name: string): Word {
  const found = words.find((word) => word === given)
  if (found !== undefined) return found
  const all = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
  throw usageInvalid(
    `expected ${name} to be ${all}, saw ${JSON.stringify(given)}`,
    `Set ${name} to one of them.`,
  )
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase())
}

function firstOf(env: OutputWorld['env'], ...names: readonly string[]): string | undefined {
  return names.map((name) => env[name]).find((value) => value !== undefined && value !== '')
}
