import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { exploreApp } from '#loradex/explore/app.js'
import { listen, type Listening } from '#loradex/explore/listen.js'
import { openSite, type Site } from '#loradex/explore/site.js'
import { startBrowser, type TestBrowser } from '#tools/test-browser.mjs'
import { exportIn, jsonLines } from '../end-to-end/in-folder.js'

const hostile = '<img src=x onerror=document.title="run">\u202Ereversed\u202C'

const records = Array.from({ length: 180 }, (_, n) => ({
  question: `Question ${n}: ${n === 3 ? hostile : 'what is a fjord?'}`,
  answer:
    n % 20 === 19
      ? 'No.'
      : `Answer ${n}. ${n === 90 ? 'The needle.' : 'A long narrow inlet of the sea.'}`,
  category: ['geography', 'nature'][n % 2],
}))

const recipe = {
  source: { type: 'jsonl', path: 'a.jsonl' },
  metadata: { metadata_fields: ['category'] },
  quality_metrics: { enable_metrics: true, track_per_sample: true },
  split: { key: 'question', ratios: { train: 0.9, test: 0.1 } },
}

let folder = ''
let started: TestBrowser | undefined
const sites: Site[] = []
const servers: Listening[] = []
let full = ''
let empty = ''

async function serve(name: string, lines: string): Promise<string> {
  const place = await mkdtemp(join(folder, `${name}-`))
  await writeFile(join(place, 'a.jsonl'), lines)
  await writeFile(join(place, 'loradex.yaml'), JSON.stringify(recipe))
  await exportIn(place)
  const site = await openSite(join(place, 'out'), { name: `${name}/out`, temporaryFolder: folder })
  const listening = await listen(exploreApp(site), 0)
  await site.explorer.indexed
  sites.push(site)
  servers.push(listening)
  return listening.url
}

before(async () => {
  started = await startBrowser()
  folder = await mkdtemp(join(tmpdir(), 'browser-explore-'))
  const twice = {
    question: 'Question 0: what is a fjord?',
    answer: 'Answer 0. A long narrow inlet of the sea.',
  }
  full = await serve('full', jsonLines([...records, twice]))
  empty = await serve('empty', '')
})

after(async () => {
  for (const { stop } of servers) await stop()
  for (const { close } of sites) await close()
  if (started?.browser) await started.stop()
  await rm(folder, { recursive: true })
})

interface Opened {
  readonly page: Page
  /** What the browser complained about, such as a breach of the page's policy. */
  readonly complaints: readonly string[]
}

async function open(
  context: TestContext,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Opened | undefined> {
  const browser: Browser | undefined = started?.browser
  if (browser === undefined) {
    context.skip(started?.why ?? 'no browser')
    return undefined
  }
  const surroundings = await browser.newContext(options)
  context.after(() => surroundings.close())
  const page = await surroundings.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(address)
  return { page, complaints }
}

function path(page: Page): string {
  const { pathname, search } = new URL(page.url())
  return pathname + search
}

const result = (page: Page) => page.locator('.result').innerText()

describe('the pages of loradex explore', () => {
  it('page, search and filter without scripts, by links and forms alone', async (context) => {
    const opened = await open(context, `${full}samples`, { javaScriptEnabled: false })
    if (!opened) return
    const { page } = opened
    await page.getByRole('link', { name: 'Next' }).click()
    assert.equal(path(page), '/samples?from=51')
    assert.match(await result(page), /^51 to 100 of 171 samples\./u)
    await page.getByRole('link', { name: 'Previous' }).click()
    assert.match(await result(page), /^1 to 50 of 171 samples\./u)

    await page.getByLabel('Search the lines').fill('NEEDLE')
    await page.getByRole('button', { name: 'Search' }).click()
    assert.match(await result(page), /^1 match in 171 samples\./u)
    await page.locator('a[data-row]').click()
    assert.match(await page.locator('main').innerText(), /Answer 90\. The needle\./u)
    await page.getByRole('link', { name: 'Samples', exact: true }).click()
    assert.match(await result(page), /^1 match /u)
    await page.getByRole('link', { name: 'Clear the filters' }).click()

    await page.getByText('More filters').click()
    await page.getByLabel('Length from').fill('40')
    await page.getByLabel('Split').selectOption('test')
    await page.getByRole('button', { name: 'Search' }).click()
    assert.match(path(page), /split=test/u)
    assert.match(await result(page), /out of \d+ samples\./u)
    assert.equal(await page.getByLabel('Length from').inputValue(), '40')
  })

  it('are the same after a reload, and go back where one came from', async (context) => {
    const opened = await open(context, `${full}samples?q=nature&from=101`)
    if (!opened) return
    const { page } = opened
    const list = await page.locator('main').innerText()
    await page.reload()
    assert.equal(await page.locator('main').innerText(), list)

    const row = page.locator('a[data-row]').nth(2)
    const name = await row.innerText()
    await row.click()
    assert.ok((await page.locator('h1').innerText()).startsWith(name))
    const sample = await page.locator('main').innerText()
    await page.reload()
    assert.equal(await page.locator('main').innerText(), sample)
    await page.goBack()
    assert.equal(path(page), '/samples?q=nature&from=101')
    assert.equal(await page.locator('main').innerText(), list)
  })

  it('are gone through by keys', async (context) => {
    const opened = await open(context, `${full}samples?split=train`)
    if (!opened) return
    const { page, complaints } = opened
    const focused = () => page.evaluate('document.activeElement.textContent')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    assert.equal(await focused(), 'train 2')
    await page.keyboard.press('k')
    assert.equal(await focused(), 'train 1')
    await page.keyboard.press('j')
    await Promise.all([
      page.waitForURL('**/samples/train/2?split=train'),
      page.keyboard.press('Enter'),
    ])
    await Promise.all([page.waitForURL('**/samples/train/3?split=train'), page.keyboard.press('j')])
    await Promise.all([
      page.waitForURL('**/samples/train/4?split=train'),
      page.keyboard.press('ArrowRight'),
    ])
    await Promise.all([page.waitForURL('**/samples/train/3?split=train'), page.keyboard.press('k')])
    await Promise.all([
      page.waitForURL('**/samples/train/2?split=train'),
      page.keyboard.press('ArrowLeft'),
    ])
    await Promise.all([page.waitForURL('**/samples?split=train&from=1'), page.keyboard.press('u')])
    await Promise.all([
      page.waitForURL('**/samples?split=train&from=51'),
      page.keyboard.press('ArrowRight'),
    ])
    await Promise.all([
      page.waitForURL('**/samples?split=train&before=51'),
      page.keyboard.press('ArrowLeft'),
    ])

    await page.keyboard.press('/')
    await page.keyboard.type('jku?/needle')
    assert.equal(await page.getByLabel('Search the lines').inputValue(), 'jku?/needle')
    await page.keyboard.press('Escape')
    assert.equal(await page.evaluate('document.activeElement === document.body'), true)
    await page.keyboard.press('?')
    assert.ok(await page.getByText('up: from a row to its list').isVisible())
    await page.keyboard.press('Escape')
    assert.ok(!(await page.getByText('up: from a row to its list').isVisible()))
    assert.deepEqual(complaints, [])
  })

  it('lead from a reject to its record and the sample that was kept, and back', async (context) => {
    const opened = await open(context, `${full}rejects?code=duplicate`)
    if (!opened) return
    const { page } = opened
    await page.locator('a[data-row]').first().click()
    assert.match(await page.locator('#source').innerText(), /a\.jsonl:181/u)
    await page.getByRole('link', { name: 'a.jsonl:1', exact: true }).click()
    assert.match(await page.locator('#source').innerText(), /a\.jsonl:1\n/u)
    await page.getByRole('link', { name: /^reject \d+$/u }).click()
    assert.match(await page.locator('h1').innerText(), /^Reject 10 /u)
  })

  it('run nothing that a sample holds', async (context) => {
    const opened = await open(context, `${full}samples?q=onerror`)
    if (!opened) return
    const { page, complaints } = opened
    await page.locator('a[data-row]').click()
    assert.match(await page.locator('#sample').innerText(), /<img src=x onerror=.*U\+202Ereversed/u)
    assert.equal(await page.locator('main img').count(), 0)
    assert.ok(!(await page.title()).includes('run'))
    assert.deepEqual(complaints, [])
  })

  const pages = {
    overview: () => full,
    'a list of samples': () => `${full}samples`,
    'a search with filters': () => `${full}samples?q=fjord&min_length=10`,
    'a sample': () => `${full}samples/train/1?q=fjord`,
    'a list of rejects': () => `${full}rejects`,
    'a reject': () => `${full}rejects/1`,
    'a duplicate': () => `${full}rejects/10`,
    'an empty list': () => `${empty}samples`,
    'an empty overview': () => empty,
    'a page that is not there': () => `${full}nowhere`,
  }
  for (const [name, addressOf] of Object.entries(pages)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`are free of faults that axe knows: ${name}, ${colorScheme}`, async (context) => {
        // Colours do not depend on the width, but what is there does.
        for (const width of colorScheme === 'light' ? [1280, 390] : [1280]) {
          const options = { colorScheme, viewport: { width, height: 900 } }
          const opened = await open(context, addressOf(), options)
          if (!opened) return
          const { page } = opened
          await page.evaluate(
            "document.querySelectorAll('details').forEach((each) => (each.open = true))",
          )
          const { violations } = await new AxeBuilder({ page }).analyze()
          assert.deepEqual(
            violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
            [],
          )
          const isTooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
          assert.equal(isTooWide, false, `${width} pixels`)
        }
      })
    }
  }
})
