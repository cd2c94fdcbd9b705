import { types } from 'node:util'
import { createContext, Script } from 'node:vm'

const asked = { source: '', text: '' }
const context = createContext(asked)
/** At each code point: a search of its own, V8 begins within surrogate pairs too (`(?!.$)` in one). */
const script = new Script(`{
  const pattern = new RegExp(source, 'uy')
  const starts = [0]
  for (const point of text) starts.push(starts.at(-1) + point.length)
  starts.some((at) => {
    pattern.lastIndex = at
    return pattern.test(text)
  })
}`)
const PATIENCE_MS = 500
const TIMED_OUT = 'ERR_SCRIPT_EXECUTION_TIMEOUT'

/** Whether V8 finds the pattern in the text; undefined where it would go on trying for long, or for ever. */
export function askV8(source: string, text: string): boolean | undefined {
  Object.assign(asked, { source, text })
  try {
    return script.runInContext(context, { timeout: PATIENCE_MS }) === true
  } catch (error) {
    // Of another realm, and so no instance of this one's Error.
    if (types.isNativeError(error) && 'code' in error && error.code === TIMED_OUT) return undefined
    throw error
  }
}
