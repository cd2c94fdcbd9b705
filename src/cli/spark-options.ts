import type { SubmitOptions } from '../spark/submit.js'
import { flagOption, listOption, textOption, type Given } from './command.js'
import { usageInvalid } from './usage-invalid.js'

/** Options of the local engine. */
const onlyLocal = ['workers', 'limit', 'dedupMemory']

/** The cluster that does the work; undefined where this machine does. */
export function sparkOptions(given: Given): Pick<SubmitOptions, 'master' | 'conf'> | undefined {
  const engine = textOption(given, 'engine') ?? 'local'
  const [master, conf] = [textOption(given, 'master'), sparkSettings(given)]
  if (engine === 'local') {
    if (master === undefined && conf.length === 0) return undefined
    throw usageInvalid(
      '--master and --spark-conf: expected --engine spark, saw none',
      'Add --engine spark to have a cluster do the work.',
    )
  }
  if (engine !== 'spark') {
    throw usageInvalid(
      `--engine: expected local or spark, saw ${engine}`,
      'Pass --engine spark, or leave it out.',
    )
  }
  const left = onlyLocal.find((name) => textOption(given, name) !== undefined)
  if (left !== undefined || flagOption(given, 'append')) {
    throw usageInvalid(
      `--engine spark: expected it without options of this machine, saw ${left ?? 'append'}`,
      'Leave that option out, or --engine spark.',
    )
  }
  return { master, conf }
}

/** What `--spark-conf` says. */
export function sparkSettings(given: Given): readonly string[] {
  const settings = listOption(given, 'sparkConf')
  const wrong = settings.find((setting) => !/^spark\.[^=\s]+=/u.test(setting))
  if (wrong === undefined) return settings
  throw usageInvalid(
    `--spark-conf: expected spark.KEY=VALUE, saw ${wrong}`,
    'Write it as in --spark-conf spark.executor.memory=2g.',
  )
}
