import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { adapterPage } from '#loradex/provenance/release/page/adapter-page.js'
import { planRelease, type ReleasePlan } from '#loradex/provenance/index.js'
import { startBrowser } from '#tools/test-browser.mjs'
import { inFolder } from '../end-to-end/in-folder.js'
import { factsIn, files, passing } from '../provenance/release-facts.js'

const started = await startBrowser()

describe('the page of an adapter', { skip: started.why ?? false }, () => {
  let folder = ''
  let plan: ReleasePlan | undefined

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'adapter-page-'))
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await factsIn(cwd, 0)
      plan = await planRelease({
        folder: join(cwd, 'adapter'),
        exportFolder: join(cwd, 'out'),
        version: '1.2.0',
        releasedAt: new Date('2026-01-02T03:04:05Z'),
        loradexVersion: '0.1.0',
      })
    })
  })
  after(async () => {
    await started.browser?.close()
    await rm(folder, { recursive: true })
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      it(`breaks no rule of accessibility, ${colorScheme}, ${width} wide`, async () => {
        assert.ok(started.browser && plan)
        const file = join(folder, 'adapter.html')
        const engines = (['loads', 'needs', 'wrong', 'refuses', 'unknown'] as const).map((fit) => ({
          engine: `engine that ${fit}`,
          version: '1.0',
          fit,
          reasons: ['because it is so'],
        }))
        await writeFile(file, adapterPage({ ...plan, engines }))
        const context = await started.browser.newContext({
          colorScheme,
          viewport: { width, height: 900 },
        })
        const page = await context.newPage()
        const requests: string[] = []
        page.on('request', (request) => requests.push(request.url()))
        await page.goto(pathToFileURL(file).href)
        const { violations } = await new AxeBuilder({ page }).analyze()
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        await context.close()
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
          [],
        )
        assert.ok(Number(overflow) <= 0, `${String(overflow)} pixels too wide`)
        assert.equal(requests.length, 1)
      })
    }
  }
})
