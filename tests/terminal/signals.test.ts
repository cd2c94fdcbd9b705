import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { exportIn, inFolder } from '../end-to-end/in-folder.js'
import { inBusyFolder, recipe } from './busy-folder.js'
import { inSlowFolder } from './slow-folder.js'
import { noTerminal, startInTerminal, type TerminalRun } from './start-in-terminal.js'
import { until } from '../until.js'

const CTRL_C = '\u0003'
const args = ['export', '--out', 'out', '--workers', '1']
const nothing = 'nothing was published, and what was begun is removed'
const again = 'hint: start again with: loradex export --out out --workers 1'

async function hiddenIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith('.'))
}

/** The terminal is as it was found, and shows these rows. */
function checkEnd({ screen, pieces }: TerminalRun, rows: readonly string[]): void {
  assert.deepEqual(screen.rows(), rows)
  assert.equal(screen.cursor.column, 0)
  assert.ok(screen.isWrapping && screen.isCursorVisible)
  assert.ok(!pieces.join('').includes('\u001B[?25'))
}

describe('a signal while the bar is shown', { skip: noTerminal }, () => {
  it('Ctrl-C drops the shards, says so and how to start again', () =>
    inBusyFolder(async (folder) => {
      // Before the first checkpoint, however slow the machine is.
      const run = startInTerminal(args, { cwd: folder, env: { LORADEX_CHECKPOINT_MS: '600000' } })
      await run.shows(/^ read .* kept [\d,]+/mu)
      run.type(CTRL_C)
      assert.equal(await run.ended, 130)
      checkEnd(run, [`interrupted: ${nothing}`, again])
      assert.deepEqual(await hiddenIn(folder), [])
      assert.ok(!existsSync(join(folder, 'out')))
    }))

  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    it(`${signal} does the same with exit code ${code}`, () =>
      inSlowFolder(async (folder) => {
        const run = startInTerminal(args, { cwd: folder })
        await run.shows(/^ plan .* copied [\d,]+ records .*$/mu)
        run.signal(signal)
        assert.equal(await run.ended, code)
        checkEnd(run, [`interrupted by ${signal}: ${nothing}`, again])
        assert.deepEqual(await hiddenIn(folder), [])
      }))
  }

  it('Ctrl-C ends the wait for input while the export is planned', () =>
    inFolder({ recipe: { ...recipe, source: { type: 'stdin' } } }, async (folder) => {
      const run = startInTerminal(args, { cwd: folder })
      await until('a work folder', async () => (await hiddenIn(folder)).length > 0)
      run.type(CTRL_C)
      assert.equal(await run.ended, 130)
      checkEnd(run, [`interrupted: ${nothing}`, again])
    }))
})

/** Runs for hours, and does not listen meanwhile. */
const sql =
  'SELECT sum(a.range * b.range) AS question, 1 AS answer FROM range(1000000) a, range(1000000) b'

describe('a second signal', { skip: noTerminal }, () => {
  for (const [name, code] of [
    ['Ctrl-C', -2],
    ['SIGTERM', -15],
  ] as const) {
    it(`${name} ends at once, in the middle of a query, and names what is left`, () =>
      inFolder({ recipe: { ...recipe, source: { type: 'duckdb', sql } } }, async (folder) => {
        const run = startInTerminal(args, { cwd: folder, columns: 200 })
        await until('a work folder', async () => (await hiddenIn(folder)).length > 0)
        await pause(500)
        run.type(CTRL_C)
        await run.shows(/^ stopping {2}Ctrl-C again exits at once {2}\d/mu)
        const startedAt = performance.now()
        if (name === 'Ctrl-C') run.type(CTRL_C)
        else run.signal(name)
        assert.equal(await run.ended, code)
        assert.ok(performance.now() - startedAt < 1000)
        const [hidden = ''] = await hiddenIn(folder)
        checkEnd(run, [
          `interrupted: nothing was published, and ${hidden} is left behind`,
          `hint: clean up with: rm -r ${hidden}`,
          again,
        ])
      }))
  }
})

/** So much that it takes its time to remove an earlier export that is replaced. */
async function addFiles(folder: string): Promise<void> {
  for (let count = 0; count < 100; count += 1) {
    const path = join(folder, String(count))
    await mkdir(path)
    await Promise.all(Array.from({ length: 200 }, (_, n) => writeFile(join(path, `${n}`), '')))
  }
}

describe('a signal while an export is published', { skip: noTerminal }, () => {
  const forced = [...args, '--force', '--set', 'source.path=small.jsonl']

  async function replaced(use: (folder: string, run: TerminalRun) => Promise<void>): Promise<void> {
    await inBusyFolder(async (folder) => {
      await exportIn(folder, { args: ['--set', 'source.path=small.jsonl'] })
      await addFiles(join(folder, 'out'))
      const run = startInTerminal(forced, { cwd: folder, columns: 200 })
      await until('the earlier export to go', () => !existsSync(join(folder, 'out', '0')))
      await use(folder, run)
      assert.ok(existsSync(join(folder, 'out', 'manifest.json')))
    })
  }

  it('comes too late: the export is there, and the program says so', () =>
    replaced(async (folder, run) => {
      run.type(CTRL_C)
      assert.equal(await run.ended, 0)
      assert.match(run.screen.rows().join('\n'), /^read .*^written to out$/msu)
      assert.deepEqual(await hiddenIn(folder), [])
    }))

  it('twice leaves what was replaced, and says that the new export is there', () =>
    replaced(async (folder, run) => {
      run.type(CTRL_C)
      await run.shows(/^ stopping/mu)
      run.type(CTRL_C)
      assert.equal(await run.ended, -2)
      const [hidden = ''] = await hiddenIn(folder)
      checkEnd(run, [
        `interrupted: the export is published, and ${hidden} is left behind`,
        `hint: clean up with: rm -r ${hidden}`,
      ])
    }))
})
