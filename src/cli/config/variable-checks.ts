import { nearestWord } from '../../kernel/nearest-word.js'
import { redactUrl } from '../../kernel/redact.js'
import { fail, ok, warn, type Check } from '../../doctor/check.js'
import type { Environment } from '../../recipe/secrets.js'
import { allowsText, expectedOf } from './check-user-config.js'
import { settings } from './settings.data.js'
import { variables } from './variables.data.js'
import { isSet } from './with-user-config.js'

const OURS = 'LORADEX_'

/** A check for each variable that is set, and for each that looks like one of ours and is none. */
export function variableChecks(env: Environment): readonly Check[] {
  const names = variables.map(({ name }) => name)
  const strangers = Object.keys(env).filter(
    (name) => name.startsWith(OURS) && !names.includes(name),
  )
  return [
    ...variables.filter(({ name }) => isSet(env, name)).map(({ name }) => variableCheck(name, env)),
    ...strangers.map((name) => strangerCheck(name, names)),
  ]
}

function variableCheck(name: string, env: Environment): Check {
  const isSecret = variables.find((variable) => variable.name === name)?.isSecret ?? false
  const value = env[name] ?? ''
  const shown = isSecret ? '***' : redactUrl(value)
  return {
    id: `variable.${name}`,
    title: name,
    run() {
      const setting = settings.find(({ spelling }) => spelling.variables.includes(name))
      if (setting === undefined || allowsText(setting, setting.spelling.read(name, value))) {
        return ok(shown)
      }
      return fail(shown, `Set ${name} to ${expectedOf(setting)}, or unset it.`)
    },
  }
}

function strangerCheck(name: string, names: readonly string[]): Check {
  const meant = nearestWord(name, names)
  return {
    id: `variable.${name}`,
    title: name,
    run: () =>
      warn(
        'no variable that loradex reads',
        meant === undefined
          ? `Unset ${name}.`
          : `Set ${meant}, if that was meant, and unset ${name}.`,
      ),
  }
}
