import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { good, plainRecipe } from './bad-input-case.js'
import { exportIn, inFolder } from './in-folder.js'
import { digestsOf, readExport } from './read-export.js'
import { startLoradex, type Ended, type Started } from './run-loradex.js'
import { until } from '../until.js'

/** Takes a second or two: time enough to interrupt it. */
const INPUT_BYTES = 100 * 2 ** 20
const line = `${good('lorem ipsum '.repeat(80))}\n`
const recipe = { ...plainRecipe, source: { type: 'jsonl', path: 'big.jsonl' } }
const files = { 'small.jsonl': `${good(1)}\n${good(2)}\n` }

/** Progress is told elsewhere, and exports that can be gone on with are in tests/durable. */
const unseen = { LORADEX_PROGRESS: 'none', LORADEX_CHECKPOINT_MS: '1000000' }

/** What is said of an export that a signal ended in order. */
function wordsOf(signal: string, args: readonly string[]): string {
  const by = signal === 'SIGINT' ? '' : ` by ${signal}`
  const outcome = 'nothing was published, and what was begun is removed'
  return `interrupted${by}: ${outcome}\nhint: start again with: loradex ${args.join(' ')}\n`
}

/** A folder with much to export, and perhaps an earlier export of little. */
async function inBusyFolder(
  hasEarlier: boolean,
  use: (folder: string, args: readonly string[]) => Promise<void>,
): Promise<void> {
  await inFolder({ files, recipe }, async (folder) => {
    await writeFile(join(folder, 'big.jsonl'), line.repeat(Math.ceil(INPUT_BYTES / line.length)))
    if (hasEarlier) await exportIn(folder, { args: ['--set', 'source.path=small.jsonl'] })
    const args = ['export', '--out', 'out', ...(hasEarlier ? ['--force'] : [])]
    await use(folder, args)
  })
}

/** Resolves once shards are being written, or the export has ended. */
async function isWriting(folder: string, { child }: Started): Promise<void> {
  await until('a shard', async () => {
    if (child.exitCode !== null) return true
    const names = await readdir(join(folder, '.out.loradex', 'output')).catch(() => [])
    return names.some((name) => name.endsWith('.unsealed'))
  })
}

async function interrupted(
  folder: string,
  args: readonly string[],
  signals: readonly NodeJS.Signals[],
): Promise<Ended> {
  const started = startLoradex(args, { cwd: folder, env: unseen })
  await isWriting(folder, started)
  for (const signal of signals) started.child.kill(signal)
  return started.ended
}

/** What is visible is what was there before, whole; `hidden` names may be left. */
async function checkFolder(
  folder: string,
  { before, hidden }: { readonly before: object | undefined; readonly hidden: number },
): Promise<void> {
  const names = await readdir(folder)
  assert.equal(names.filter((name) => name.startsWith('.')).length, hidden, names.join(' '))
  const target = join(folder, 'out')
  if (before) assert.deepEqual(await digestsOf(target), before)
  else assert.ok(!existsSync(target))
}

async function digestsBefore(folder: string): Promise<object | undefined> {
  const target = join(folder, 'out')
  return existsSync(target) ? digestsOf(target) : undefined
}

/** What was to be replaced is put aside for a moment: the next export puts it back, even if it is refused. */
async function checkComesBack(folder: string): Promise<void> {
  const args = ['export', '--out', 'out', '--set', 'source.path=small.jsonl']
  const { exitCode, stderr } = await startLoradex(args, { cwd: folder }).ended
  assert.equal(exitCode, 6, stderr)
  assert.ok(existsSync(join(folder, 'out')))
}

for (const hasEarlier of [false, true]) {
  describe(`an export ${hasEarlier ? 'in place of an earlier one' : 'to a new target'}`, () => {
    const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const
    for (const [signal, code] of Object.entries(codes)) {
      for (const workers of ['1', '2']) {
        it(`ends with ${code} on ${signal} with ${workers} workers, and leaves nothing`, () =>
          inBusyFolder(hasEarlier, async (folder, args) => {
            const before = await digestsBefore(folder)
            const all = [...args, '--workers', workers]
            const ended = await interrupted(folder, all, [signal as keyof typeof codes])
            assert.equal(ended.exitCode, code, ended.stderr)
            assert.equal(ended.stderr, wordsOf(signal, all))
            assert.equal(ended.stdout, '')
            await checkFolder(folder, { before, hidden: 0 })
          }))
      }
    }

    it('leaves a hidden folder at most on SIGKILL, which the next one removes', () =>
      inBusyFolder(hasEarlier, async (folder, args) => {
        const before = await digestsBefore(folder)
        const ended = await interrupted(folder, args, ['SIGKILL'])
        assert.equal(ended.signal, 'SIGKILL')
        await checkFolder(folder, { before, hidden: 1 })
        const again = await startLoradex([...args, '--limit', '10'], { cwd: folder }).ended
        assert.equal(again.exitCode, 0, again.stderr)
        assert.equal((await readExport(join(folder, 'out'))).allLines.length, 10)
        await checkFolder(folder, { before: await digestsBefore(folder), hidden: 0 })
      }))

    it('does not wait after a second SIGINT', () =>
      inBusyFolder(hasEarlier, async (folder, args) => {
        const before = await digestsBefore(folder)
        const started = startLoradex(args, { cwd: folder })
        await isWriting(folder, started)
        started.child.kill('SIGINT')
        await pause(1)
        started.child.kill('SIGINT')
        // At once or in order, whichever comes first.
        const { exitCode, signal: killer } = await started.ended
        assert.ok(exitCode === 130 || killer === 'SIGINT', String(exitCode))
        const hidden = (await readdir(folder)).filter((name) => name.startsWith('.')).length
        assert.ok(hidden <= 1)
        await checkFolder(folder, { before, hidden })
      }))
  })
}

describe('an export from standard input', () => {
  it('ends with 130 on SIGINT although the input goes on', () =>
    inFolder({ files, recipe: { ...recipe, source: { type: 'stdin' } } }, async (folder) => {
      const args = ['export', '--out', 'out']
      const { child, ended } = startLoradex(args, { cwd: folder, env: unseen })
      child.stdin?.write(line)
      await until('a work folder', async () =>
        (await readdir(folder)).some((name) => name.startsWith('.')),
      )
      await pause(50)
      child.kill('SIGINT')
      const { exitCode, stderr } = await ended
      assert.equal(exitCode, 130)
      assert.equal(stderr, wordsOf('SIGINT', args))
      await checkFolder(folder, { before: undefined, hidden: 0 })
    }))
})

describe('an export whose reader goes away', () => {
  const small = ['export', '--out', 'out', '--set', 'source.path=small.jsonl']
  const closed: Readonly<Record<string, (started: Started) => void>> = {
    stdout: ({ child }) => child.stdout?.destroy(),
    stderr: ({ child }) => child.stderr?.destroy(),
  }
  for (const [name, close] of Object.entries(closed)) {
    it(`ends quietly with 0 when ${name} is closed, and the data is there`, () =>
      inFolder({ files, recipe }, async (folder) => {
        const started = startLoradex(small, { cwd: folder })
        const exited = new Promise((done) => started.child.once('exit', done))
        // Reading what is destroyed fails, which is not what is tested.
        started.ended.catch(() => undefined)
        close(started)
        assert.equal(await exited, 0)
        assert.equal((await readExport(join(folder, 'out'))).allLines.length, 2)
        await checkFolder(folder, { before: await digestsBefore(folder), hidden: 0 })
      }))
  }
})

describe('exports to one target', () => {
  it('at once: one wins, the others exit with 6', () =>
    inFolder({ files, recipe }, async (folder) => {
      const args = ['export', '--out', 'out', '--set', 'source.path=small.jsonl']
      const started = Array.from({ length: 4 }, () => startLoradex(args, { cwd: folder }).ended)
      const ended = await Promise.all(started)
      const exitCodes = ended.map(({ exitCode }) => exitCode)
      assert.deepEqual(
        exitCodes.toSorted((left, right) => Number(left) - Number(right)),
        [0, 6, 6, 6],
        ended.map(({ stderr }) => stderr).join(),
      )
      for (const { stderr, exitCode } of ended) {
        if (exitCode === 6)
          assert.match(stderr, /error export\.(?:target-exists|locked): .*\nhint: /u)
      }
      await readExport(join(folder, 'out'))
      await checkFolder(folder, { before: await digestsBefore(folder), hidden: 0 })
    }))

  it('that ended between two renames gives back what was to be replaced', () =>
    inFolder({ files, recipe }, async (folder) => {
      await exportIn(folder, { args: ['--set', 'source.path=small.jsonl'] })
      const before = await digestsBefore(folder)
      await mkdir(join(folder, '.out.loradex'))
      await rename(join(folder, 'out'), join(folder, '.out.loradex', 'retired'))
      await checkComesBack(folder)
      await checkFolder(folder, { before, hidden: 0 })
    }))

  it('killed at any time, by force: the target is there and whole, or comes back between two renames', () =>
    inFolder({ files, recipe }, async (folder) => {
      const small = ['--set', 'source.path=small.jsonl']
      await exportIn(folder, { args: small })
      for (let delay = 60; delay < 240; delay += 15) {
        const args = ['export', '--out', 'out', '--force', ...small]
        const { child, ended } = startLoradex(args, { cwd: folder, env: unseen })
        await pause(delay)
        child.kill('SIGKILL')
        await ended
        if (!existsSync(join(folder, 'out'))) await checkComesBack(folder)
        assert.equal((await readExport(join(folder, 'out'))).allLines.length, 2)
      }
      await exportIn(folder, { args: [...small, '--force'] })
      await checkFolder(folder, { before: await digestsBefore(folder), hidden: 0 })
    }))
})
