import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { runCompiled } from './run-compiled.js'

let folder = ''

/** As the bundle has it. */
function written(name: string, code: string): URL {
  const path = join(folder, name)
  writeFileSync(path, `(function ({ exports, require, __filename, __import }) {${code}\n})`)
  return pathToFileURL(path)
}

/** What a thread posts that runs a file and what it exports as `load`; ended as soon as `isOver`. */
async function inThread(file: URL, isOver: () => boolean): Promise<unknown> {
  const module = new URL('run-compiled.js', import.meta.url).href
  const worker = new Worker(
    `import('${module}').then(async ({ runCompiled }) => {
      const { load } = runCompiled(new URL('${file.href}'))
      require('node:worker_threads').parentPort.postMessage(await load())
      setInterval(() => {}, 1000)
    })`,
    { eval: true, env: { XDG_CACHE_HOME: folder } },
  )
  const [posted] = (await once(worker, 'message')) as [unknown]
  for (let waited = 0; !isOver() && waited < 20_000; waited += 50) await pause(50)
  await worker.terminate()
  return posted
}

/** Of files of compiled code, when they were written. */
function keptTimes(): readonly number[] {
  const kept = join(folder, 'loradex')
  if (!existsSync(kept)) return []
  const names = readdirSync(kept).filter((name) => !name.includes('.cjs.'))
  return names.map((name) => statSync(join(kept, name)).mtimeMs)
}

describe('runCompiled', () => {
  before(() => (folder = mkdtempSync(join(tmpdir(), 'run-compiled-'))))
  after(() => rmSync(folder, { recursive: true }))

  it('gives what a file exports, which may require and import', async () => {
    const file = written(
      'program.cjs',
      `const { join } = require('node:path')
      exports.home = join(__filename, '..')
      exports.load = () => __import('node:os') // not the last word`,
    )
    const { home, load } = runCompiled(file, {}) as { home: string; load(): Promise<object> }
    assert.equal(home, folder)
    assert.ok('availableParallelism' in (await load()))
  })

  it('names the file where its code fails', () => {
    const file = written('broken.cjs', 'nowhere()')
    assert.throws(() => runCompiled(file, {}), { name: 'ReferenceError', stack: /broken\.cjs:1:/u })
    assert.throws(() => runCompiled(written('odd.cjs', 'var 1'), {}), { name: 'SyntaxError' })
  })

  it('keeps the code of a thread that is ended, for the next one, which may import, too', async () => {
    const file = written(
      'thread.cjs',
      `exports.load = async () => Object.keys(await __import('node:os')).includes('availableParallelism')`,
    )
    assert.equal(await inThread(file, () => keptTimes().length > 0), true)
    const kept = keptTimes()
    assert.equal(kept.length, 1)
    assert.equal(await inThread(file, () => true), true)
    assert.deepEqual(keptTimes(), kept)
  })
})
