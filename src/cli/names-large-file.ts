import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isForThreads } from '../recipe/start-threads.js'

const RECIPE = /\.(?:ya?ml|json)$/iu
const DEFAULT_RECIPE = 'loradex.yaml'
const PATH = /\bpath["']?\s*:\s*["']?(?<path>[^"'\n,}#]+)/u
const SET_PATH = /\bsource\.path=(?<path>.+)$/u
/** More than any recipe has. */
const MOST_BYTES = 1024 * 1024
/** Of these exports, no thread would have a part. */
const WITHOUT_THREADS = /^--(?:limit|engine)\b/u

/**
 * Whether an export seems to read a large file, as its command line and the text of its recipe have it:
 * that is known long before they are understood. A wrong guess costs time alone.
 */
export function namesLargeFile(argv: readonly string[], cwd: string): boolean {
  if (argv.some((word) => WITHOUT_THREADS.test(word))) return false
  const recipe = resolve(
    cwd,
    argv.find((word, index) => index > 0 && RECIPE.test(word)) ?? DEFAULT_RECIPE,
  )
  const set = argv.map((word) => SET_PATH.exec(word)?.groups?.['path']).find(Boolean)
  const path = set ?? PATH.exec(textOf(recipe))?.groups?.['path']
  return path !== undefined && isForThreads(resolve(dirname(recipe), path.trim()))
}

/** Of a file alone: what comes through a pipe could not be read again. */
function textOf(recipe: string): string {
  try {
    const kind = statSync(recipe)
    return kind.isFile() && kind.size <= MOST_BYTES ? readFileSync(recipe, 'utf8') : ''
  } catch {
    return ''
  }
}
