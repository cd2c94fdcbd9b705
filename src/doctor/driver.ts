import { messageOf } from '../kernel/error.js'
import { fail, ok, warn, type Check } from './check.js'

export interface Driver<Module> {
  /** What a person calls it. */
  readonly title: string
  /** Of its package. */
  readonly name: string
  /** What needs it: `source.type: duckdb`. */
  readonly neededBy: string
  /** loradex is installed without it where it cannot be had. @default false */
  readonly isOptional?: boolean
  load(): Promise<Module>
  /** Uses it, and says what it is; throws when it does not work. */
  exercise(module: Module): string | Promise<string>
}

/** A driver is there, loads, and does something. */
export function driverCheck<Module>(id: string, driver: Driver<Module>): Check {
  const { title, name, neededBy, isOptional = false } = driver
  return {
    id: `driver.${id}`,
    title,
    async run() {
      let module: Module
      try {
        module = await driver.load()
      } catch (cause) {
        if (!isMissing(cause)) return doesNotWork('does not load', cause)
        const saw = `not installed; ${neededBy} needs it`
        return isOptional
          ? warn(saw, `Run \`npm install ${name}\` if a recipe needs it.`)
          : fail(saw, 'Install loradex again: the installation is not complete.')
      }
      try {
        return ok(await driver.exercise(module))
      } catch (cause) {
        return doesNotWork('loads, and does not work', cause)
      }
    },
  }

  function doesNotWork(how: string, cause: unknown) {
    const [line] = messageOf(cause).split('\n')
    const advice = `Run \`npm install ${name}\` with this Node, on this machine; only ${neededBy} needs it.`
    return fail(`${how}: ${line}`, advice)
  }
}

function isMissing(cause: unknown): boolean {
  const codes: readonly unknown[] = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']
  return cause instanceof Error && 'code' in cause && codes.includes(cause.code)
}
