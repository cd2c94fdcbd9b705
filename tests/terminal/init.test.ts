import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import Database from 'libsql'
import { jsonLines } from '../end-to-end/in-folder.js'
import { inNewFolder } from '../init/init-in.js'
import { noTerminal, startInTerminal, type TerminalRun } from './start-in-terminal.js'

const DOWN = '\u001B[B'
const ENTER = '\r'
const CTRL_C = '\u0003'

const records = Array.from({ length: 40 }, (_, n) => ({
  question: `What is the number ${n}?`,
  answer: `It is the number ${n}.`,
  story: `Once upon a time there was a number that was ${n}, and it was happy.`,
}))
const files = { 'a.jsonl': jsonLines(records) }

/** Types what is to be typed as soon as the question is on the screen. */
async function answer(
  run: TerminalRun,
  answers: readonly (readonly [question: RegExp, keys: string])[],
): Promise<number> {
  for (const [question, keys] of answers) {
    await run.shows(question)
    // The first key must not come before the prompt listens.
    await new Promise((done) => setTimeout(done, 100))
    // oxlint-disable-next-line no-control-regex -- an arrow key is three characters
    for (const key of keys.match(/\u001B\[.|./gsu) ?? []) run.type(key)
  }
  return run.ended
}

function recipeIn(cwd: string): string {
  return readFileSync(join(cwd, 'loradex.yaml'), 'utf8')
}

describe('loradex init on a terminal', { skip: noTerminal }, () => {
  it('takes Enter for what it recommends, and for the dry run', async () => {
    await inNewFolder(files, async (cwd) => {
      const run = startInTerminal(['init', 'a.jsonl'], { cwd, columns: 100, canMove: true })
      const code = await answer(run, [
        [/What is a sample made of\?/u, ENTER],
        [/Run the dry run\?/u, ENTER],
      ])
      assert.equal(code, 0)
      assert.match(recipeIn(cwd), /instruction_field: question .*\n.*\n {2}output_field: answer/u)
      const shown = run.screen.rows().join('\n')
      assert.match(shown, /looked at 40 records, 40 would be kept/u)
      assert.match(shown, /^ {2}loradex export/mu)
    })
  })

  it('takes another of its proposals, and does without the dry run', async () => {
    await inNewFolder(files, async (cwd) => {
      const run = startInTerminal(['init', 'a.jsonl'], { cwd, columns: 100, canMove: true })
      const code = await answer(run, [
        [/What is a sample made of\?/u, `${DOWN}${ENTER}`],
        [/Run the dry run\?/u, 'n'],
      ])
      assert.equal(code, 0)
      assert.match(
        recipeIn(cwd),
        /^style: text_completion .*\n\nfield_mapping:\n {2}text_field: story/mu,
      )
      assert.doesNotMatch(run.screen.rows().join('\n'), /would be kept/u)
    })
  })

  it('lets a person choose the style and each column', async () => {
    await inNewFolder(files, async (cwd) => {
      const run = startInTerminal(['init', 'a.jsonl'], { cwd, columns: 100, canMove: true })
      const code = await answer(run, [
        // Upwards from the first is the last.
        [/What is a sample made of\?/u, `\u001B[A${ENTER}`],
        [/Which style\?/u, ENTER],
        [/What is asked\?/u, `${DOWN}${DOWN}${ENTER}`],
        [/Further input\?/u, ENTER],
        [/What is to be produced\?/u, ENTER],
        [/Run the dry run\?/u, 'n'],
      ])
      assert.equal(code, 0)
      assert.match(
        recipeIn(cwd),
        /instruction_field: story # as chosen\n {2}input_field: \{ const: null \} .*\n {2}output_field: question # as chosen/u,
      )
    })
  })

  it('asks which table of several it is to be', async () => {
    await inNewFolder({}, async (cwd) => {
      const database = new Database(join(cwd, 'shop.sqlite'))
      database.exec('CREATE TABLE faq (question TEXT, answer TEXT)')
      database.exec('CREATE TABLE notes (note TEXT)')
      database.exec("INSERT INTO faq VALUES ('Why?', 'Because.')")
      database.exec("INSERT INTO notes VALUES ('This is a note of several words.')")
      database.close()
      const run = startInTerminal(['init', 'shop.sqlite'], { cwd, columns: 100, canMove: true })
      const code = await answer(run, [
        [/Which table\?/u, `${DOWN}${ENTER}`],
        [/What is a sample made of\?/u, ENTER],
        [/Run the dry run\?/u, 'n'],
      ])
      assert.equal(code, 0)
      assert.match(recipeIn(cwd), /table: notes/u)
    })
  })

  for (const [name, keys] of [
    ['Ctrl-C', CTRL_C],
    ['Escape', '\u001B'],
  ] as const) {
    it(`writes nothing when ${name} is the answer`, async () => {
      await inNewFolder(files, async (cwd) => {
        const run = startInTerminal(['init', 'a.jsonl'], { cwd, columns: 100, canMove: true })
        await run.shows(/What is a sample made of\?/u)
        await new Promise((done) => setTimeout(done, 100))
        run.type(keys)
        assert.equal(await run.ended, 130)
        assert.match(run.screen.rows().join('\n'), /stopped: nothing was written/u)
        assert.deepEqual(readdirSync(cwd), ['a.jsonl'])
      })
    })
  }

  it('keeps the recipe when the dry run is interrupted before it starts', async () => {
    await inNewFolder(files, async (cwd) => {
      const run = startInTerminal(['init', 'a.jsonl'], { cwd, columns: 100, canMove: true })
      const code = await answer(run, [
        [/What is a sample made of\?/u, ENTER],
        [/Run the dry run\?/u, CTRL_C],
      ])
      assert.equal(code, 0)
      assert.ok(existsSync(join(cwd, 'loradex.yaml')))
    })
  })

  it('asks nothing with --yes', async () => {
    await inNewFolder(files, async (cwd) => {
      const run = startInTerminal(['init', 'a.jsonl', '--yes'], {
        cwd,
        columns: 100,
        canMove: true,
      })
      assert.equal(await run.ended, 0)
      assert.doesNotMatch(run.screen.rows().join('\n'), /What is a sample made of/u)
    })
  })

  it('shows no line that is wider than the terminal before the dry run', async () => {
    await inNewFolder(files, async (cwd) => {
      const run = startInTerminal(['init', 'a.jsonl'], { cwd, columns: 80, canMove: true })
      await run.shows(/What is a sample made of\?/u)
      run.type(CTRL_C)
      await run.ended
      const table = run.screen
        .rows()
        .filter((row) => /^(?:column|question|answer|story) /u.test(row))
      assert.equal(table.length, 4)
      for (const row of table) assert.ok(row.length <= 80, row)
      assert.match(table[3] ?? '', /…$/u)
    })
  })
})
