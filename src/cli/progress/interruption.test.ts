import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { WorkPlaces } from '../../export/folder/work-folder.js'
import type { Interruption } from './face.js'
import { interruptionOf, type InterruptedWork } from './interruption.js'

let cwd = ''
let work: WorkPlaces
let folders = 0
before(async () => (cwd = await mkdtemp(join(tmpdir(), 'interruption-'))))
after(() => rm(cwd, { recursive: true }))
beforeEach(() => {
  const base = join(cwd, String((folders += 1)))
  const root = join(base, '.out.loradex')
  work = {
    root,
    target: join(base, 'out'),
    output: join(root, 'output'),
    retired: join(root, 'retired'),
  }
})

async function make(...paths: readonly string[]): Promise<void> {
  for (const path of paths) await mkdir(path, { recursive: true })
}

function interrupted(given: Partial<InterruptedWork> = {}, reason = 'SIGINT'): Interruption {
  const signal = AbortSignal.abort(new DOMException(reason, 'AbortError'))
  return interruptionOf(
    { signal, cwd },
    { argv: ['export'], work, isPublishing: false, reached: undefined, ...given },
  )
}

describe('an interruption', () => {
  it('has left nothing when the work folder is gone', () => {
    assert.deepEqual(interrupted(), {
      exitCode: 130,
      signal: 'SIGINT',
      isPublished: false,
      kept: undefined,
      leftBehind: undefined,
      remedies: [],
      again: 'loradex export',
    })
  })

  it('tells nothing of an export where there was none', () => {
    const { isPublished, leftBehind } = interrupted({ work: undefined })
    assert.deepEqual([isPublished, leftBehind], [undefined, undefined])
  })

  it('names what is left as from the current folder, and how to remove it', async () => {
    await make(work.output)
    const { leftBehind, remedies, isPublished } = interrupted()
    assert.equal(leftBehind, `${folders}/.out.loradex`)
    assert.deepEqual(remedies, [`rm -r ${folders}/.out.loradex`])
    assert.equal(isPublished, false)
  })

  it('puts an earlier export back that was retired for nothing', async () => {
    await make(work.output, work.retired)
    const { remedies, isPublished } = interrupted({ isPublishing: true })
    const root = `${folders}/.out.loradex`
    assert.deepEqual(remedies, [`mv ${root}/retired ${folders}/out`, `rm -r ${root}`])
    assert.equal(isPublished, false)
  })

  it('removes an earlier export whose place is taken', async () => {
    await make(work.target, work.retired)
    const { remedies, isPublished, again } = interrupted({ isPublishing: true })
    assert.deepEqual(remedies, [`rm -r ${folders}/.out.loradex`])
    assert.deepEqual([isPublished, again], [true, undefined])
  })

  it('keeps what a later export can go on with', async () => {
    await make(work.output)
    const argv = ['export', 'qa.yaml', '--restart']
    const { kept, leftBehind, remedies, again } = interrupted({ argv, reached: 42 })
    assert.deepEqual(
      { kept, leftBehind, remedies, again },
      {
        kept: 42,
        leftBehind: `${folders}/.out.loradex`,
        remedies: [],
        again: 'loradex export qa.yaml --resume',
      },
    )
    assert.equal(interrupted({ argv: ['export', '-r'], reached: 42 }).again, 'loradex export -r')
  })

  it('keeps nothing when that is gone, or published', async () => {
    assert.equal(interrupted({ reached: 42 }).kept, undefined)
    await make(work.root)
    assert.equal(interrupted({ reached: 42, isPublishing: true }).kept, undefined)
  })

  it('is not a published export when it was never about to be one', async () => {
    await make(work.root)
    assert.equal(interrupted({ isPublishing: false }).isPublished, false)
  })

  it('has the exit code of its signal', () => {
    const codes = ['SIGHUP', 'SIGINT', 'SIGTERM', 'other'].map((name) => {
      const { exitCode, signal } = interrupted({}, name)
      return [exitCode, signal]
    })
    assert.deepEqual(codes, [
      [129, 'SIGHUP'],
      [130, 'SIGINT'],
      [143, 'SIGTERM'],
      [130, undefined],
    ])
  })

  const secret = [
    'source.url=https://example.org/?token=x',
    'source.headers.cookie=x',
    'source={type: http}',
    'postgres://user:pw@host/db',
  ]
  for (const word of secret) {
    it(`does not repeat a command line with ${word}`, () => {
      assert.equal(interrupted({ argv: ['export', '--set', word] }).again, undefined)
      assert.equal(interrupted({ argv: ['export', `--set=${word}`] }).again, undefined)
    })
  }

  it('repeats one that says where to read from', () => {
    const { again } = interrupted({ argv: ['export', '--set', 'source.path=a b.jsonl'] })
    assert.equal(again, `loradex export --set 'source.path=a b.jsonl'`)
  })
})
