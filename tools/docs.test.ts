import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { brokenLinks } from '#tools/documentation/links.mjs'
import { unknownNames } from '#tools/documentation/names.mjs'
import { pagesOfDocumentation } from '#tools/documentation/pages.mjs'

describe('the documentation', () => {
  it('is generated from what the sources say now', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/docs.mjs', '--check'], {
      encoding: 'utf8',
    })
    assert.equal(status, 0, `${stdout}${stderr}`)
  })

  it('lists every page once', () => {
    const map = readFileSync('docs/README.md', 'utf8')
    const missing = pagesOfDocumentation()
      .filter((page) => /^docs\/(?!README)/u.test(page))
      .filter((page) => map.split(`](${page.slice('docs/'.length)})`).length !== 2)
    assert.deepEqual(missing, [])
  })

  for (const page of pagesOfDocumentation()) {
    it(`${page} links to what exists`, () => {
      assert.deepEqual(brokenLinks(page), [])
    })

    it(`${page} names what exists`, () => {
      assert.deepEqual(unknownNames(page), [])
    })
  }
})

describe('a page', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync('dist/page-')
  })
  after(() => rmSync(folder, { recursive: true }))

  function pageOf(text: string): string {
    const path = join(folder, 'page.md')
    writeFileSync(path, text)
    return path
  }

  it('is told of links that lead nowhere, by line', () => {
    const path = pageOf(
      [
        '# One `two`, [three](page.md)',
        '[a](page.md#one-two-three) [b](#one-two-three-1) [c](../../README.md) <https://example.com>',
        '## One two, three',
        '![d](none.png) [e](none.md) [f](#none) [g](/README.md) [h](../../../package.json)',
        '`[i](none.md)`',
        '```text',
        '# Four',
        '[j](none.md)',
        '```',
        '<img alt="n" src="none.jpg"> <a href="#one-two-three">o</a>',
        '[k](page.md#four) [l](http://example.com) [m](https://example.com)',
      ].join('\n'),
    )
    const wrong = ['none.png', 'none.md', '#none', '/README.md', '../../../package.json']
    assert.deepEqual(brokenLinks(path), [
      ...wrong.map((target) => `${path}:4: ${target}`),
      `${path}:10: none.jpg`,
      `${path}:11: page.md#four`,
      `${path}:11: http://example.com`,
    ])
  })

  it('is told of commands, options, scripts, files and keys that are not', () => {
    const path = pageOf(
      [
        '`loradex export --dry-run -o x`, `loradex metadata show`, `npm run check`, `quality.min_text_length=3`',
        '`node tools/docs.mjs`, `source.lost`, `adapter_metadata.json`, `loradex --version`',
        '`loradex exprt`, `npx loradex export --dry`, `npm run checks`, `node tools/doc.mjs`, `quality.min`',
      ].join('\n'),
    )
    assert.deepEqual(unknownNames(path), [
      `${path}:3: loradex exprt`,
      `${path}:3: loradex export --dry`,
      `${path}:3: npm run checks`,
      `${path}:3: node tools/doc.mjs`,
      `${path}:3: quality.min`,
    ])
  })
})
