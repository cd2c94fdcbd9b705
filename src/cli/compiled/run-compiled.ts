import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import { isMainThread } from 'node:worker_threads'
import type { Environment } from '../../recipe/secrets.js'
import { codeFolder, openCodeStore } from './code-store.js'

/** Of a thread, which may be ended at any time: what it needs for its work has been compiled by then. */
const KEPT_AFTER_MS = 300

/** Exit codes of an export that was made, even if its gates failed. What ends early has compiled too little to be kept. */
const WHOLE = [0, 3]

/** What the function of a file is given. */
interface Scope {
  readonly exports: object
  readonly require: NodeJS.Require
  readonly __filename: string
  readonly __import: (name: string) => Promise<unknown>
}

/**
 * Runs a CommonJS file of ASCII text, with what V8 has compiled of it in an earlier run, and gives what it
 * exports. To compile the code of an export anew takes more than a quarter of the time of a small one.
 *
 * The file is a function already, as `tools/bundle.mjs` makes it, and imports packages by `__import`: code that
 * was compiled earlier cannot use `import()` (Node 20).
 */
export function runCompiled(file: URL, env: Environment = process.env): object {
  const path = fileURLToPath(file)
  const folder = codeFolder(env)
  const program = readFileSync(path)
  const store = folder === undefined ? undefined : openCodeStore(folder, path, program)
  const cachedData = store?.read()
  // As it stands: text of this length that is put together lies in the heap, and is looked through for garbage.
  const source = program.toString('latin1')
  const script = new Script(source, { filename: path, ...(cachedData && { cachedData }) })
  if (store && (!cachedData || script.cachedDataRejected === true)) {
    const keep = (): void => store.keep(script.createCachedData())
    if (isMainThread) process.once('exit', (code) => WHOLE.includes(code) && keep())
    else setTimeout(keep, KEPT_AFTER_MS).unref()
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the function that the file is
  const run = script.runInThisContext() as (scope: Scope) => void
  const exports = {}
  run({
    exports,
    require: createRequire(file),
    __filename: path,
    __import: (name) => import(name),
  })
  return exports
}
