// node tools/screenshots.mjs: takes the pictures of docs/report.md again, of the WordNet example.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startBrowser } from './test-browser.mjs'

const example = 'examples/wordnet'
const images = 'docs/images'
/** Larger ones would make a clone slow. */
const MOST_BYTES = 150_000

/** `at`: the section at the top of the picture; the head of the page without it. */
const pictures = [
  { name: 'report', page: 'report', width: 1280, height: 860 },
  { name: 'report-dark', page: 'report', width: 1280, height: 860, dark: true, at: 'lengths' },
  { name: 'report-phone', page: 'report', width: 390, height: 844 },
  { name: 'report-phone-dark', page: 'report', width: 390, height: 844, dark: true, at: 'flow' },
  { name: 'report-compare', page: 'compare', width: 1280, height: 860, at: 'flow' },
]

const folder = mkdtempSync(join(tmpdir(), 'screenshots-'))
try {
  await takeAll(writePages())
} finally {
  rmSync(folder, { recursive: true })
}

function writePages() {
  if (!existsSync(`${example}/records.jsonl`)) node(`${example}/make-records.mjs`)
  const [before, after, compare] = ['before', 'after', 'compare.html'].map((name) =>
    join(folder, name),
  )
  loradex('export', `${example}/loradex.yaml`, '--out', before)
  const varied = ['quality.min_text_length=120', 'gates.max_drop_rate=0.1']
  const settings = varied.flatMap((setting) => ['--set', setting])
  loradex('export', `${example}/loradex.yaml`, '--out', after, ...settings)
  loradex('report', '--compare', before, after, '--out', compare)
  return { report: join(before, 'report.html'), compare }
}

async function takeAll(pages) {
  const { browser, why, stop } = await startBrowser()
  if (browser === undefined) throw new Error(why)
  mkdirSync(images, { recursive: true })
  for (const { name, page, width, height, dark = false, at } of pictures) {
    const context = await browser.newContext({
      colorScheme: dark ? 'dark' : 'light',
      viewport: { width, height },
    })
    const tab = await context.newPage()
    await tab.goto(`${pathToFileURL(pages[page]).href}${at === undefined ? '' : `#${at}`}`)
    const path = join(images, `${name}.png`)
    await tab.screenshot({ path })
    await context.close()
    const { size } = statSync(path)
    console.log(`${path} ${size} bytes`)
    if (size > MOST_BYTES) process.exitCode = 1
  }
  await stop()
}

function loradex(...args) {
  node('dist/bundle/main.cjs', ...args)
}

function node(...args) {
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}
