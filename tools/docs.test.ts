import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, it } from 'node:test'

const pages = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'examples/README.md',
  ...readdirSync('docs').map((name) => join('docs', name)),
]

describe('the documentation', () => {
  it('is generated from what the sources say now', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/docs.mjs', '--check'], {
      encoding: 'utf8',
    })
    assert.equal(status, 0, `${stdout}${stderr}`)
  })

  for (const page of pages) {
    it(`${page} links to what exists`, () => {
      const links = Array.from(
        readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/gu),
        ([, path = '', anchor]) => ({ path, anchor }),
      )
      const broken = links.filter((link) => !leadsSomewhere(page, link))
      assert.deepEqual(broken, [])
    })
  }
})

describe('the recipe of the README', () => {
  it('writes what the README says', () => {
    // Each file there follows a line that ends with its name and a colon.
    const readme = readFileSync('README.md', 'utf8')
    const fences = readme.matchAll(/`([\w.-]+)`:\n\n```\w+\n(.*?)```/gsu)
    const [records, recipe, ...written] = Array.from(fences, ([, name = '', text = '']) => ({
      name,
      text,
    }))
    const folder = mkdtempSync(join(tmpdir(), 'readme-'))
    try {
      for (const file of [records, recipe]) {
        writeFileSync(join(folder, file?.name ?? ''), file?.text ?? '')
      }
      const program = resolve('dist/cli/main.js')
      const { status, stderr } = spawnSync(process.execPath, [program, 'export', 'loradex.yaml'], {
        cwd: folder,
        encoding: 'utf8',
      })
      assert.equal(status, 0, stderr)
      assert.equal(written.length, 3)
      for (const { name, text } of written) {
        assert.equal(readFileSync(join(folder, 'out', name), 'utf8'), text)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

interface Link {
  readonly path: string
  readonly anchor: string | undefined
}

function leadsSomewhere(page: string, { path, anchor }: Link): boolean {
  const target = path === '' ? page : join(dirname(page), path)
  if (!existsSync(target)) return false
  if (anchor === undefined) return true
  const headings = readFileSync(target, 'utf8').matchAll(/^#+ (.*)$/gmu)
  return Array.from(headings, ([, heading = '']) => slugOf(heading)).includes(anchor)
}

/** As GitHub makes them. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}
