import { defaultWorkers } from '../../recipe/count-workers.js'
import type { PlainJson } from '../../kernel/plain-json.js'
import { defaultDedupMemory } from '../../recipe/dedup-memory.js'
import type { Environment } from '../../recipe/secrets.js'
import type { EffectiveValue, Origin } from '../outputs/config-output.js'
import type { UserConfig } from './load-user-config.js'
import type { Setting } from './setting.js'
import { settings } from './settings.data.js'
import { isSet } from './with-user-config.js'

const MEGABYTE = 1024 * 1024

/** Options of the command line, by long name without its dashes. */
type OptionReader = (name: string) => string | undefined

/** What counts on this machine, whatever the recipe: option, then variable, then file, then default. */
export function machineValues(
  env: Environment,
  config: UserConfig,
  optionOf: OptionReader,
): readonly EffectiveValue[] {
  return settings.map((setting) => {
    const { key, spelling, flag } = setting
    const option = flag === undefined ? undefined : optionOf(flag.slice(2))
    if (option !== undefined && flag !== undefined) {
      return valueOf(setting, option, { kind: 'option', option: flag })
    }
    const variable = spelling.variables.find((name) => isSet(env, name))
    if (variable !== undefined) {
      const text = spelling.read(variable, env[variable] ?? '')
      return valueOf(setting, text, { kind: 'variable', variable })
    }
    const placed = config.values.find((value) => value.key === key)
    if (placed === undefined) {
      return { key, value: defaultOf(setting), origin: { kind: 'default' } }
    }
    const [line = 0, column = 0] = placed.at.split(':').map(Number)
    const file = config.path ?? ''
    return valueOf(setting, placed.text, { kind: 'config', file, line, column })
  })
}

function valueOf({ key, values }: Setting, text: string, origin: Origin): EffectiveValue {
  return { key, value: 'min' in values && isWhole(text) ? Number(text) : text, origin }
}

function defaultOf({ key, byDefault }: Setting): PlainJson {
  if (key === 'dedup_memory') return Math.floor(defaultDedupMemory() / MEGABYTE)
  return key === 'workers' ? defaultWorkers(true) : byDefault
}

/** What is wrong is shown as it stands: the command that uses it refuses it. */
function isWhole(text: string): boolean {
  return /^\d{1,15}$/u.test(text)
}
