import type { OptionSpec } from './command.js'

export const json: OptionSpec = {
  flags: '--json',
  about: 'print the result as one JSON document on stdout',
}

export const set: OptionSpec = {
  flags: '--set <key=value>',
  about: 'override a recipe key, for example quality.min_text_length=20',
  repeatable: true,
  values: 'recipe-assignment',
}

export const sparkConf: OptionSpec = {
  flags: '--spark-conf <key=value>',
  about: 'a setting of Spark',
  repeatable: true,
}

/** Of commands that take their time. */
export const report: readonly OptionSpec[] = [
  {
    flags: '--progress <face>',
    about: 'how progress is shown on stderr (default: auto)',
    values: ['auto', 'bar', 'plain', 'json', 'none'],
    variable: 'LORADEX_PROGRESS',
  },
  { flags: '-v, --verbose', about: 'log each step on stderr' },
  { flags: '-q, --quiet', about: 'show only what is wrong' },
]
