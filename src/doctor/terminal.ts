import type { Environment } from '../recipe/secrets.js'
import { ok, warn, type Check } from './check.js'

/** Of standard error, where progress is shown. */
export interface TerminalFacts {
  /** 0 when it does not say. */
  readonly columns: number
  readonly hasColour: boolean
}

/** Narrower, and progress is cut. */
const COMFORTABLE_COLUMNS = 60

/** What a person will see: whether there is a terminal, its colours, its width and its letters. */
export function terminal(facts: TerminalFacts | undefined, env: Environment): Check {
  return {
    id: 'terminal',
    title: 'terminal',
    run() {
      if (facts === undefined) return ok('none: progress comes in plain lines')
      const { columns, hasColour } = facts
      const hue = hasColour ? 'colours' : `no colours${env['NO_COLOR'] ? ', as NO_COLOR says' : ''}`
      const width = columns > 0 ? `${columns} columns` : 'of unknown width'
      const saw = `${width}, ${hue}, ${localeOf(env) || 'no locale'}`
      if (!isUtf8(localeOf(env))) {
        return warn(saw, 'Set LANG=C.UTF-8, or letters beyond ASCII may show as others.')
      }
      return columns > 0 && columns < COMFORTABLE_COLUMNS
        ? warn(
            saw,
            `Make the window ${COMFORTABLE_COLUMNS} columns wide to see all of the progress.`,
          )
        : ok(saw)
    },
  }
}

/** The one that counts for letters. */
function localeOf(env: Environment): string {
  return env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''
}

function isUtf8(locale: string): boolean {
  return /utf-?8/iu.test(locale)
}
