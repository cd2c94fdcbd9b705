import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { runCompiled } from './run-compiled.js'

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-compiled-'))
  process.env['NODE_DISABLE_COMPILE_CACHE'] = '1'
})
after(() => rmSync(folder, { recursive: true }))

function written(name: string, code: string): URL {
  const path = join(folder, name)
  writeFileSync(path, code)
  return pathToFileURL(path)
}

describe('runCompiled', () => {
  it('gives what a file exports, which may require and import', async () => {
    written('beside.mjs', 'export const answer = 42')
    const file = written(
      'program.cjs',
      `const { join } = require('node:path')
      exports.home = join(__filename, '..')
      exports.load = () => import('./beside.mjs') // not the last word`,
    )
    const { home, load } = runCompiled(file) as { home: string; load(): Promise<unknown> }
    assert.equal(home, folder)
    assert.deepEqual({ ...((await load()) as object) }, { answer: 42 })
  })

  it('names the file where its code fails', () => {
    const file = written('broken.cjs', 'nowhere()')
    assert.throws(() => runCompiled(file), { name: 'ReferenceError', stack: /broken\.cjs:1:/u })
    assert.throws(() => runCompiled(written('odd.cjs', 'var 1')), { name: 'SyntaxError' })
  })

  it('keeps the code of a thread that is ended', async () => {
    const file = written('thread.cjs', 'exports.x = 1; setInterval(() => {}, 1000)')
    const module = new URL('run-compiled.js', import.meta.url).href
    const code = `import('${module}').then(({ runCompiled }) => runCompiled(new URL('${file.href}')))`
    const worker = new Worker(code, { eval: true, env: { XDG_CACHE_HOME: folder } })
    const kept = join(folder, 'loradex')
    const found = (): boolean =>
      existsSync(kept) && readdirSync(kept).some((name) => /^thread\.cjs-[^.]*$/u.test(name))
    for (let waited = 0; !found() && waited < 20_000; waited += 50) await pause(50)
    await worker.terminate()
    assert.ok(found())
  })
})
