import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { startBrowser } from '#tools/test-browser.mjs'
import { fewRowPages, fullPages } from './written-pages.js'

const started = await startBrowser()

describe('the pages of reports', { skip: started.why ?? false }, () => {
  let folder = ''
  let browser: Browser

  before(async () => {
    assert.ok(started.browser)
    browser = started.browser
    folder = await mkdtemp(join(tmpdir(), 'report-pages-'))
  })

  after(async () => {
    await started.browser?.close()
    await rm(folder, { recursive: true })
  })

  async function open(html: string, settings: Settings): Promise<Opened> {
    const file = join(folder, 'page.html')
    await writeFile(file, html)
    const { width = 1280, scripts = true, colorScheme = 'light' } = settings
    const context = await browser.newContext({
      colorScheme,
      javaScriptEnabled: scripts,
      viewport: { width, height: 900 },
    })
    const page = await context.newPage()
    const requests: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('dialog', (dialog) => complaints.push(dialog.message()))
    await page.goto(pathToFileURL(file).href)
    return { page, requests, complaints, close: () => context.close() }
  }

  for (const [name, html] of fewRowPages()) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`a page ${name} breaks no rule of accessibility, ${colorScheme}`, async () => {
        const { page, close } = await open(html, { colorScheme })
        await openDetails(page)
        const { violations } = await new AxeBuilder({ page }).analyze()
        await close()
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
        assert.deepEqual(found, [])
      })
    }

    it(`a page ${name} is read the same without scripts`, async () => {
      const { page, close } = await open(html, { scripts: false })
      const text = await page.locator('main').innerText()
      const tables = page.locator('figure details')
      if ((await tables.count()) > 0) {
        await tables.first().locator('summary').click()
        assert.ok(await tables.first().locator('table').isVisible())
      }
      await close()
      assert.doesNotMatch(html, /<script/u)
      assert.match(text, /^Verdict\n/u)
    })

    it(`a page ${name} is worked by keys: past the header, and tables open`, async () => {
      const { page, close } = await open(html, {})
      await page.keyboard.press('Tab')
      assert.equal(await page.locator(':focus').getAttribute('href'), '#main')
      await page.keyboard.press('Enter')
      assert.equal(await page.locator(':focus').getAttribute('id'), 'main')
      const summary = page.locator('summary').first()
      await summary.focus()
      await page.keyboard.press('Enter')
      const isOpen = await page.locator('details').first().getAttribute('open')
      await close()
      assert.equal(isOpen, '')
    })

    it(`a page ${name} steps down its headings one level at a time`, () => {
      const levels = Array.from(html.matchAll(/<h([1-6])/gu), ([, level]) => Number(level))
      assert.equal(levels.filter((level) => level === 1).length, 1)
      levels.reduce((above, level) => {
        assert.ok(level <= above + 1, `h${level} below h${above}`)
        return level
      }, 0)
    })

    it(`a page ${name} has the figures of each drawing in a table`, () => {
      for (const [figure] of html.matchAll(/<figure>.*?<\/figure>/gsu)) {
        assert.match(figure, /<figcaption>.+<\/figcaption>/su)
        assert.match(figure, /<svg.*<details>.*<table.*<th scope="col"/su)
      }
    })
  }

  for (const [name, html] of fullPages()) {
    it(`a page ${name} asks for nothing, runs nothing and fits a phone`, async () => {
      const { page, requests, complaints, close } = await open(html, { width: 390 })
      await openDetails(page)
      const width = await page.evaluate('document.documentElement.scrollWidth')
      await close()
      assert.equal(requests.length, 1, requests.join(' '))
      assert.deepEqual(complaints, [])
      assert.equal(width, 390)
    })

    it(`a page ${name} takes at most 150 kB, and 6 pages of paper`, async () => {
      const bytes = Buffer.byteLength(html)
      assert.ok(bytes <= 150_000, `${bytes} bytes`)
      const { page, close } = await open(html, { scripts: false, colorScheme: 'dark' })
      const pdf = await page.pdf({ preferCSSPageSize: true })
      await close()
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0
      assert.ok(pages >= 1 && pages <= 6, `${pages} pages`)
    })
  }
})

interface Settings {
  readonly width?: number
  readonly scripts?: boolean
  readonly colorScheme?: 'light' | 'dark'
}

interface Opened {
  readonly page: Page
  readonly requests: readonly string[]
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** What is closed is not looked at. */
async function openDetails(page: Page): Promise<void> {
  await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true')
}
