import assert from 'node:assert/strict'
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { env } from 'node:process'
import { describe, it } from 'node:test'
import type { CompareOutput, ReportOutput } from '#loradex/cli/outputs/report-output.js'
import { exportIn, inFolder, jsonLines } from './in-folder.js'
import { runLoradex, type Outcome } from './run-loradex.js'

const records = Array.from({ length: 300 }, (_, index) => ({
  question: `What is number ${index}?`,
  answer: 'It is the one after the last. '.repeat((index % 9) + 1) + (index % 11),
  importance: (index % 4) + 1,
  category: index % 3 === 0 ? 'odd' : 'even',
}))
const recipe = {
  source: { type: 'jsonl', path: 'in.jsonl' },
  quality_metrics: { enable_metrics: true },
  quality: { min_text_length: 40 },
  split: { key: 'question', ratios: { train: 0.8, test: 0.2 } },
  gates: { max_drop_rate: 0.5 },
}
const content = { files: { 'in.jsonl': jsonLines(records) }, recipe }

function run(cwd: string, args: readonly string[], extra = {}): Promise<Outcome> {
  return runLoradex(['report', ...args], { cwd, ...extra })
}

describe('loradex report', () => {
  it('makes the same page as the export did, in its place', async () => {
    await inFolder(content, async (cwd) => {
      const { manifest } = await exportIn(cwd)
      const page = join(cwd, 'out', 'report.html')
      const written = await readFile(page, 'utf8')
      assert.ok('report.html' in manifest.files)
      await rm(page)
      const { exitCode, stdout, stderr } = await run(cwd, [])
      assert.deepEqual([exitCode, stdout, stderr], [0, 'out/report.html\n', ''])
      assert.equal(await readFile(page, 'utf8'), written)
    })
  })

  it('takes the file as well as the folder, and writes where it is told', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      const { stdout } = await run(cwd, ['out/report.json', '-o', 'page.html'])
      assert.equal(stdout, 'page.html\n')
      const [there, here] = await Promise.all(
        ['out/report.html', 'page.html'].map((name) => readFile(join(cwd, name), 'utf8')),
      )
      assert.equal(here, there)
    })
  })

  it('prints what it found as JSON', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      const { stdout } = await run(cwd, ['out', '--json'])
      const { counts, bytes, next_steps } = JSON.parse(stdout) as ReportOutput
      assert.equal(counts.read, 300)
      assert.ok(bytes < 150_000)
      assert.deepEqual(
        next_steps.map(({ key }) => key),
        ['quality.min_text_length'],
      )
    })
  })

  it('is no part of an export that does not want it, and can be made later', async () => {
    await inFolder({ ...content, recipe: { ...recipe, report: { html: false } } }, async (cwd) => {
      const { manifest } = await exportIn(cwd)
      assert.ok(!('report.html' in manifest.files))
      await assert.rejects(readFile(join(cwd, 'out', 'report.html')))
      assert.equal((await run(cwd, ['out'])).exitCode, 0)
    })
  })

  it('says what is not an export', async () => {
    await inFolder(content, async (cwd) => {
      await mkdir(join(cwd, 'empty'))
      const absent = await run(cwd, ['nowhere'])
      assert.equal(absent.exitCode, 5)
      assert.match(absent.stderr, /report.missing: nowhere: expected an export, saw /u)
      const empty = await run(cwd, ['empty'])
      assert.equal(empty.exitCode, 5)
      assert.match(empty.stderr, /empty: expected an export, saw no report.json there/u)
    })
  })

  it('says what is wrong with a damaged report', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      const file = join(cwd, 'out', 'report.json')
      const text = await readFile(file, 'utf8')
      const cases = [
        [text.slice(0, 100), /out\/report.json: expected JSON, saw .* at byte \d+/u],
        ['[]', /expected an object, saw array/u],
        [text.replace('"read": 300', '"read": "all"'), /counts.read: expected .*, saw string/u],
        [text.replace('"counts"', '"count"'), /counts: .*; Unrecognized key: "count"/u],
      ] as const
      for (const [damaged, expected] of cases) {
        await writeFile(file, damaged)
        const { exitCode, stderr } = await run(cwd, [])
        assert.equal(exitCode, 2)
        assert.match(stderr, expected)
      }
      await writeFile(file, text.replace('"format_version": 1', '"format_version": 2'))
      const newer = await run(cwd, [])
      assert.equal(newer.exitCode, 2)
      assert.match(newer.stderr, /report.newer: .* expected format 1 or an earlier one, saw 2/u)
    })
  })

  it('warns of a report that is not the one of the manifest, and of a page that no more is', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      const file = join(cwd, 'out', 'report.json')
      await writeFile(file, (await readFile(file, 'utf8')).replace('in.jsonl', 'on.jsonl'))
      const { exitCode, stderr } = await run(cwd, [])
      assert.equal(exitCode, 0)
      assert.match(stderr, /report.json is not the file that manifest.json lists/u)
      assert.match(stderr, /report.html is no longer the file that manifest.json lists/u)
    })
  })

  it('opens the page, but not where CI is set', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      const opener = join(cwd, 'xdg-open')
      await writeFile(opener, `#!/bin/sh\necho "$1" > "${cwd}/opened"\n`)
      await chmod(opener, 0o755)
      const PATH = `${cwd}${delimiter}${env['PATH'] ?? ''}`
      const inCi = await run(cwd, ['--open'], { env: { PATH, CI: '1' } })
      assert.match(inCi.stderr, /not opened: CI is set/u)
      await run(cwd, ['--open'], { env: { PATH } })
      const opened = await untilWritten(join(cwd, 'opened'))
      assert.equal(opened.trim(), join(cwd, 'out', 'report.html'))
    })
  })

  it('goes on where nothing opens pages', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      const { exitCode, stderr } = await run(cwd, ['--open'], { env: { PATH: cwd } })
      assert.equal(exitCode, 0)
      assert.match(stderr, /not opened: xdg-open: /u)
    })
  })
})

describe('loradex report --compare', () => {
  it('says first that nothing changed, where nothing did', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      await cp(join(cwd, 'out'), join(cwd, 'copy'), { recursive: true })
      const { exitCode, stdout } = await run(cwd, ['--compare', 'out', 'copy'])
      assert.equal(exitCode, 0)
      const lines = stdout.split('\n')
      assert.deepEqual(lines.slice(0, 6), [
        'before  out',
        'after   copy',
        '',
        'The samples are the same, byte for byte.',
        'The rejects are the same, byte for byte.',
        'The plans are the same.',
      ])
      assert.doesNotMatch(stdout, /lengths|recipe|schema|gates/u)
    })
  })

  it('names what changed: counts, reasons, lengths, gates and recipe keys', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      const varied = ['--set', 'quality.min_text_length=70', '--set', 'gates.max_drop_rate=0.1']
      await exportIn(cwd, { args: varied, target: 'strict', exitCode: 3 })
      const { stdout } = await run(cwd, ['--compare', 'out', 'strict'])
      assert.match(
        stdout,
        /^The samples differ\.\nThe rejects differ\.\nThe plans differ: 2 recipe keys changed\.$/mu,
      )
      assert.match(stdout, /^read +300 +300 +same$/mu)
      assert.match(stdout, /^dropped: text-too-short +34 +68 +\+34 \(\+100%\)$/mu)
      assert.match(stdout, /^lengths: least +61 +91 +\+30 \(\+49\.2%\)$/mu)
      assert.match(stdout, /^max_drop_rate +passed: .* +FAILED: 0\.2267, allowed 0\.1$/mu)
      assert.match(stdout, /^quality\.min_text_length +40 +70$/mu)
    })
  })

  it('prints all of it as JSON, and draws it on a page', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      await writeFile(join(cwd, 'in.jsonl'), jsonLines(records.slice(0, 200)))
      await exportIn(cwd, { target: 'fewer' })
      const { stdout } = await run(cwd, ['--compare', 'out', 'fewer', '--json', '-o', 'page.html'])
      const { inputs, recipe: keys, same_data, same_plan } = JSON.parse(stdout) as CompareOutput
      assert.deepEqual([same_data, same_plan], [false, false])
      assert.deepEqual(
        inputs.map(({ before, after }) => [before?.records, after?.records]),
        [[300, 200]],
      )
      assert.deepEqual(keys, [])
      const page = await readFile(join(cwd, 'page.html'), 'utf8')
      assert.match(page, /300 records.*200 records/su)
    })
  })

  it('wants two exports', async () => {
    await inFolder(content, async (cwd) => {
      const one = await run(cwd, ['--compare', 'out'])
      assert.equal(one.exitCode, 2)
      assert.match(one.stderr, /expected two folders to compare, saw 1/u)
      const two = await run(cwd, ['out', 'other'])
      assert.equal(two.exitCode, 2)
      assert.match(two.stderr, /Add --compare/u)
      const open = await run(cwd, ['--compare', 'out', 'other', '--open'])
      assert.match(open.stderr, /Name the page with --out/u)
    })
  })
})

/** What opens pages is not waited for. */
async function untilWritten(path: string): Promise<string> {
  for (let tries = 0; tries < 500; tries += 1) {
    const text = await readFile(path, 'utf8').catch(() => '')
    if (text !== '') return text
    await new Promise((resolve) => {
      setTimeout(resolve, 10)
    })
  }
  return ''
}
