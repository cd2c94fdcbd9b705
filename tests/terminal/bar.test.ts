import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { inFolder } from '../end-to-end/in-folder.js'
import { inBusyFolder, lines, recipe } from './busy-folder.js'
import { inSlowFolder } from './slow-folder.js'
import { noTerminal, startInTerminal, type TerminalRun } from './start-in-terminal.js'
import { terminalScreen } from './terminal-screen.js'
import { until } from '../until.js'

const args = ['export', '--out', 'out', '--workers', '1']
const copying = /^ plan .* copied [\d,]+ records .*$/mu
const bar = /^ (?:plan|read|write|publish|stopping) /u

/** What stays when an export is done. */
function summaryOf(folder: string): readonly RegExp[] {
  return [
    /^read {14}[\d,]+ {2}in [\d.]+ s, [\d,]+\/s$/u,
    /^kept {14} *[\d,]+ {2}90\.0 %$/u,
    /^dropped {11} *[\d,]+ {2}10\.0 %$/u,
    /^ {2}text-too-short {2} *[\d,]+ {2}10\.0 % {2}the produced text is too short$/u,
    /^written to out$/u,
    /^ {2}out\/rejects-\*\.jsonl says why records were dropped$/u,
    /^next: loradex report out --open$/u,
    /^next: loradex explore out --open$/u,
    new RegExp(`^${join(folder, 'out')}$`, 'u'),
  ]
}

function checkRows(rows: readonly string[], patterns: readonly RegExp[]): void {
  const shown = rows.join('\n')
  assert.equal(rows.length, patterns.length, shown)
  for (const [index, pattern] of patterns.entries()) assert.match(rows[index] ?? '', pattern, shown)
}

/** The terminal is as it was found. */
function checkRestored({ screen, pieces }: TerminalRun): void {
  assert.equal(screen.cursor.column, 0)
  assert.ok(screen.isWrapping)
  assert.ok(screen.isCursorVisible)
  assert.ok(!pieces.join('').includes('\u001B[?25'), 'the cursor is never hidden')
}

/** Has Node run this as soon as there is a file `now`. */
function whenToldTo(code: string): Readonly<Record<string, string>> {
  const text = `import { existsSync, rmSync } from 'node:fs'
setInterval(() => { if (!existsSync('now')) return; rmSync('now'); ${code} }, 20).unref()`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(text)}` }
}

describe('the bar on a terminal', { skip: noTerminal }, () => {
  it('changes in place, and turns into the summary', () =>
    inBusyFolder(async (folder) => {
      const run = startInTerminal(args, { cwd: folder })
      await run.shows(/^ read .* \d+ % .* kept [\d,]+ {2}dropped [\d,]+ .*\d:\d\d/mu)
      assert.equal(await run.ended, 0)
      checkRows(run.screen.rows(), summaryOf(folder))
      checkRestored(run)
    }))

  it('is one row at most after every write, never wraps, and shows no less than before', () =>
    inBusyFolder(async (folder) => {
      const run = startInTerminal(args, { cwd: folder, columns: 60 })
      await run.ended
      const replayed = terminalScreen(60)
      let percent = 0
      for (const piece of run.pieces) {
        replayed.write(piece)
        const shown = replayed.rows().filter((row) => bar.test(row))
        assert.ok(shown.length <= 1, shown.join('\n'))
        const next = Number(/(\d+) %/u.exec(shown[0] ?? '')?.[1] ?? percent)
        assert.ok(next >= percent)
        percent = next
      }
      assert.ok(percent > 50)
    }))

  it('is drawn at once, and ten times a second at most', () =>
    inBusyFolder(async (folder) => {
      const startedAt = performance.now()
      const run = startInTerminal(args, { cwd: folder })
      await run.ended
      const seconds = (performance.now() - startedAt) / 1000
      assert.match(run.pieces[0] ?? '', /plan/u)
      const draws = run.pieces.join('').split('\u001B[?7l').length - 1
      assert.ok(draws > 5, String(draws))
      // The changes of phase are drawn with the next tick like everything else.
      assert.ok(draws <= 2 + 10 * seconds, `${draws} in ${seconds} s`)
    }))

  it('follows the terminal when that becomes narrower and wider, and leaves nothing behind', () =>
    inSlowFolder(async (folder, source) => {
      const run = startInTerminal(args, { cwd: folder, columns: 100 })
      await run.shows(copying)
      for (const columns of [40, 20, 9, 120]) {
        const { length } = run.pieces
        run.resize(columns)
        await until('the bar to be drawn', () => run.pieces.length > length)
        const [row = '', ...more] = run.screen.rows()
        assert.deepEqual(more, [])
        assert.match(row, /^ plan/u)
        assert.ok(row.length <= columns)
      }
      source.finish()
      assert.equal(await run.ended, 0)
      checkRows(run.screen.rows(), summaryOf(folder))
    }))

  it('stays below lines that come in between', () =>
    inSlowFolder(async (folder, source) => {
      const env = { LORADEX_LOG: 'debug' }
      const run = startInTerminal(args, { cwd: folder, columns: 200, env })
      await run.shows(/^\[ .* debug {2}work folder .*\n plan .* copied [\d,]+ records .*$/mu)
      source.finish()
      assert.equal(await run.ended, 0)
      const rows = run.screen.rows()
      const logged = rows.filter((row) => row.startsWith('['))
      const messages = logged.map((row) => /^\[.*?\] \w+ {2,3}(\w+(?: \w+)*)/u.exec(row)?.[1])
      const ends = [0, 1, 2, -1].map((index) => messages.at(index))
      assert.deepEqual(ends, ['start', 'phase', 'work folder', 'end'])
      checkRows(rows.slice(logged.length), summaryOf(folder))
    }))

  it('is gone when the export fails', () =>
    inBusyFolder(async (folder) => {
      const run = startInTerminal([...args, '--set', 'source.path=none.jsonl'], { cwd: folder })
      assert.equal(await run.ended, 2)
      const rows = run.screen.rows()
      assert.match(rows[0] ?? '', /^error source\.\S+: .*none\.jsonl/u)
      assert.ok(!rows.some((row) => bar.test(row)))
      checkRestored(run)
    }))

  it('is gone when the program has a fault', () =>
    inSlowFolder(async (folder) => {
      const env = whenToldTo('throw new Error("a fault")')
      const run = startInTerminal(args, { cwd: folder, env })
      await run.shows(copying)
      await writeFile(join(folder, 'now'), '')
      assert.equal(await run.ended, 1)
      const rows = run.screen.rows()
      assert.match(rows[0] ?? '', /^error: this is a bug in loradex;/u)
      assert.match(rows[1] ?? '', /^Error: a fault$/u)
      assert.match(rows.at(-1) ?? '', /^hint: clean up with: rm -r \.out\.loradex$/u)
      assert.ok(!rows.some((row) => bar.test(row)))
      checkRestored(run)
    }))

  it('is not broken by what Node says of its own features', () =>
    inSlowFolder(async (folder, source) => {
      const env = whenToldTo('process.emitWarning("experimental")')
      const run = startInTerminal(args, { cwd: folder, env })
      await run.shows(copying)
      await writeFile(join(folder, 'now'), '')
      await until('the warning', () => !existsSync(join(folder, 'now')))
      await pause(100)
      source.finish()
      assert.equal(await run.ended, 0)
      checkRows(run.screen.rows(), summaryOf(folder))
    }))

  const faces: Readonly<
    Record<string, { readonly env: Record<string, string>; readonly sees: RegExp }>
  > = {
    'no bar and no escape sequence on a dumb terminal': {
      env: { TERM: 'dumb' },
      sees: /^[^␛]*$/u,
    },
    'lines in continuous integration': { env: { CI: 'true' }, sees: /^\[ +[\d.]+ s\] export/u },
    'no colours with NO_COLOR': { env: { NO_COLOR: '1' }, sees: /^(?:(?!␛\[\d+m)[^])*$/u },
    'colours otherwise': { env: {}, sees: /␛\[1mread/u },
    'colours without a bar with FORCE_COLOR': {
      env: { CI: 'true', TERM: 'dumb', FORCE_COLOR: '1' },
      sees: /^\[ (?:(?!␛\[\?)[^])*␛\[1mread/u,
    },
    'a line as narrow as COLUMNS': { env: { COLUMNS: '20' }, sees: /^\r␛\[\?7l/u },
  }
  for (const [name, { env, sees }] of Object.entries(faces)) {
    it(`shows ${name}`, () =>
      inFolder({ files: { 'big.jsonl': lines }, recipe }, async (folder) => {
        const run = startInTerminal(args, { cwd: folder, env })
        assert.equal(await run.ended, 0)
        assert.match(run.pieces.join('').replaceAll('\u001B', '␛'), sees)
      }))
  }
})
