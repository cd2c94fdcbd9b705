import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { startBrowser } from '#tools/test-browser.mjs'
import { writtenPages } from './written-pages.js'

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

  for (const [name, html] of writtenPages()) {
    describe(name, () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        it(`breaks no rule of accessibility, ${colorScheme}`, async () => {
          const { page, close } = await open(html, { colorScheme })
          await openDetails(page)
          const { violations } = await new AxeBuilder({ page }).analyze()
          await close()
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
          assert.deepEqual(found, [])
        })
      }

      it('asks for nothing and runs nothing', async () => {
        const { requests, complaints, close } = await open(html, {})
        await close()
        assert.equal(requests.length, 1, requests.join(' '))
        assert.deepEqual(complaints, [])
      })

      it('fits a phone, its tables open', async () => {
        const { page, close } = await open(html, { width: 390 })
        await openDetails(page)
        const width = await page.evaluate('document.documentElement.scrollWidth')
        await close()
        assert.equal(width, 390)
      })

      it('says the same without scripts, which it does not have', async () => {
        const { page, close } = await open(html, { scripts: false })
        const verdict = await page.getByRole('heading', { level: 2 }).first().textContent()
        await page.getByRole('group').first().click()
        await close()
        assert.equal(verdict, 'Verdict')
        assert.doesNotMatch(html, /<script/u)
      })

      it('prints on at most 6 pages', async () => {
        const { page, close } = await open(html, { scripts: false, colorScheme: 'dark' })
        const pdf = await page.pdf({ preferCSSPageSize: true })
        await close()
        const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0
        assert.ok(pages >= 1 && pages <= 6, `${pages} pages`)
      })

      it('is at most 150 kB', () => {
        const bytes = Buffer.byteLength(html)
        assert.ok(bytes <= 150_000, `${bytes} bytes`)
      })

      it('steps down its headings one level at a time', () => {
        const levels = Array.from(html.matchAll(/<h([1-6])/gu), ([, level]) => Number(level))
        assert.equal(levels.filter((level) => level === 1).length, 1)
        levels.reduce((above, level) => {
          assert.ok(level <= above + 1, `h${level} below h${above}`)
          return level
        }, 0)
      })

      it('has the figures of each drawing in a table', () => {
        for (const [figure] of html.matchAll(/<figure>.*?<\/figure>/gsu)) {
          assert.match(figure, /<figcaption>.+<\/figcaption>/su)
          assert.match(figure, /<details>.*<table>|<details>.*<table /su)
          assert.match(figure, /<th scope="col"/u)
        }
      })
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
