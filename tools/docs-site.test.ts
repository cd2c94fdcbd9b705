import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { pagesOfDocumentation } from '#tools/documentation/pages.mjs'
import { serveFolder } from '#tools/documentation/serve-folder.mjs'
import { startBrowser, type TestBrowser } from '#tools/test-browser.mjs'

const NOT_INSTALLED = 4
const siteFiles = ['docs/site/.vitepress', 'docs/site/package.json', 'docs/site/package-lock.json']

describe('the site of the documentation', () => {
  let why: string | undefined
  let browser: TestBrowser
  let server: Awaited<ReturnType<typeof serveFolder>>

  before(async () => {
    const { status, stderr } = build('.')
    if (status === NOT_INSTALLED) why = 'the packages of docs/site cannot be installed'
    else assert.equal(status, 0, stderr)
    browser = await startBrowser()
    why ??= browser.why
    server = await serveFolder('docs/site/dist')
  })
  after(async () => {
    await server.close()
    await browser.browser?.close()
  })

  it('has every page, and no other', (test) => {
    if (why !== undefined) return test.skip(why)
    const built = readdirSync('docs/site/dist', { recursive: true, encoding: 'utf8' })
    const expected = pagesOfDocumentation().map(addressOf)
    assert.deepEqual(
      built.filter((name) => name.endsWith('.html') && name !== '404.html').toSorted(),
      expected.toSorted(),
    )
  })

  it('opens every page without an error and asks no other site for anything', async (test) => {
    if (why !== undefined || browser.browser === undefined) return test.skip(why)
    const page = await browser.browser.newPage()
    const wrong = watch(page, server.url)
    for (const path of pagesOfDocumentation()) {
      await page.goto(`${server.url}/${addressOf(path)}`)
      await page.waitForFunction("'__vue_app__' in document.querySelector('#app')")
      assert.deepEqual(wrong, [], path)
    }
    await page.close()
  })

  it('finds words', async (test) => {
    if (why !== undefined || browser.browser === undefined) return test.skip(why)
    const page = await browser.browser.newPage()
    const wrong = watch(page, server.url)
    await page.goto(`${server.url}/index.html`)
    // Before that, nobody listens to keys.
    await page.waitForFunction("'__vue_app__' in document.querySelector('#app')")
    await page.waitForLoadState('networkidle')
    await page.keyboard.press('Control+k')
    await page.locator('#localsearch-input').fill('max_duplicate_rate')
    await page.locator('.VPLocalSearchBox .result').first().waitFor()
    assert.match(await page.locator('.VPLocalSearchBox .results').innerText(), /Gates/u)
    assert.deepEqual(wrong, [])
    await page.close()
  })

  it('is not built with a link that leads nowhere', (test) => {
    if (why !== undefined) return test.skip(why)
    const tree = mkdtempSync(join(tmpdir(), 'site-'))
    try {
      for (const path of ['package.json', 'tsconfig.json', 'tools', ...siteFiles]) {
        cpSync(path, join(tree, path), { recursive: true })
      }
      symlinkSync(resolve('docs/site/node_modules'), join(tree, 'docs/site/node_modules'))
      symlinkSync(resolve('node_modules'), join(tree, 'node_modules'))
      writeFileSync(join(tree, 'docs/README.md'), '# Documentation\n')
      writeFileSync(join(tree, 'README.md'), '# One\n\n[two](docs/two.md) [lock](package.json)\n')
      writeFileSync(join(tree, 'docs/two.md'), '# Two\n\n[three](three.md)\n')
      const { status, stderr } = build(tree)
      assert.equal(status, 1)
      assert.match(stderr, /1 dead link/u)
    } finally {
      rmSync(tree, { recursive: true })
    }
  })
})

function addressOf(page: string): string {
  return page.replace(/README\.md$/u, 'index.md').replace(/md$/u, 'html')
}

/** Grows by what the page complains of and by what it asks elsewhere. */
function watch(page: Page, origin: string): readonly string[] {
  const wrong: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(message.text())
  })
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !url.startsWith('data:')) wrong.push(url)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) wrong.push(`${response.status()} ${response.url()}`)
  })
  return wrong
}

function build(cwd: string): { readonly status: number | null; readonly stderr: string } {
  assert.ok(existsSync(join(cwd, 'tools/docs-site.mjs')))
  return spawnSync(process.execPath, ['tools/docs-site.mjs'], { cwd, encoding: 'utf8' })
}
