import assert from 'node:assert/strict'
import { appendFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { isLoradexError } from '#loradex/kernel/error.js'
import { openSite } from '#loradex/explore/site.js'
import { exportIn, inFolder, jsonLines, type FolderContent } from '../end-to-end/in-folder.js'
import { visiting, visitingFolder } from './visit.js'

const source = { type: 'jsonl', path: 'a.jsonl' }
const plain: FolderContent = {
  files: { 'a.jsonl': jsonLines([{ question: 'Why?', answer: 'For many reasons.' }]) },
  recipe: { source },
}

describe('exploreApp', () => {
  it('answers only those who ask for this machine', async () => {
    await visiting(plain, async ({ get }) => {
      for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1:65535', '[::1]:80']) {
        assert.equal((await get('/', { host })).status, 200, host)
      }
      for (const host of [
        'example.com',
        '127.0.0.1.example.com',
        'localhost.example.com:80',
        '10.0.0.1',
        '',
      ]) {
        assert.equal((await get('/', { host })).status, 403, host)
      }
    })
  })

  it('answers nothing but GET and HEAD', async () => {
    await visiting(plain, async ({ get }) => {
      assert.equal((await get('/samples', { method: 'HEAD' })).status, 200)
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
        assert.equal((await get('/samples', { method })).status, 405, method)
      }
    })
  })

  it('lets no page be kept, framed or taken for another kind', async () => {
    await visiting(plain, async ({ get }) => {
      for (const path of [
        '/',
        '/samples',
        '/samples/train/1',
        '/samples/train/1/line',
        '/nowhere',
        '/report.html',
      ]) {
        const { headers } = await get(path)
        assert.equal(headers.get('cache-control'), 'no-store', path)
        assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
        assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/u, path)
      }
      const page = await (await get('/samples')).text()
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(page)?.[1]
      assert.match(
        policy ?? '',
        /^default-src 'none'; style-src 'sha256-[^']*'; script-src 'sha256-/u,
      )
    })
  })

  it('reaches no file by its address', async () => {
    await visiting(plain, async ({ get }) => {
      for (const path of [
        '/manifest.json',
        '/out/manifest.json',
        '/samples/..%2F..%2Fa.jsonl/1',
        '/%2e%2e/a.jsonl',
        '/..%5Ca.jsonl',
      ]) {
        assert.equal((await get(path)).status, 404, path)
      }
    })
  })

  it('runs nothing that a report holds', async () => {
    await visiting(plain, async ({ get, folder }) => {
      await writeFile(join(folder, 'out/report.html'), '<script>alert(1)</script>')
      const { headers } = await get('/report.html')
      assert.match(
        headers.get('content-security-policy') ?? '',
        /^sandbox[^;]*; default-src 'none'/u,
      )
      assert.doesNotMatch(
        headers.get('content-security-policy') ?? '',
        /allow-scripts|allow-same-origin/u,
      )
    })
  })

  it('shows hostile text as what it is', async () => {
    const hostile = '</p><script>alert(1)</script>"\'&\u202Eevil\u0000\u200B'
    const records = [{ question: hostile, answer: hostile, category: hostile, [hostile]: hostile }]
    const content = { files: { 'a.jsonl': jsonLines(records) }, recipe: { source } }
    await visiting(content, async ({ get }) => {
      const query = encodeURIComponent(hostile)
      for (const path of [
        '/',
        '/samples',
        '/samples/train/1',
        `/samples?q=${query}`,
        `/samples?field=${query}&value=${query}`,
        `/samples/train/1?q=${query}`,
        `/samples?split=${query}`,
        `/rejects?code=${query}&rule=${query}&kept=${query}`,
        `/${query}`,
      ]) {
        const page = await (await get(path)).text()
        assert.equal(page.match(/<script/gu)?.length, 1, path)
        assert.doesNotMatch(page.replaceAll(/ value="[^"]*"/gu, ''), /[\u202E\u200B\0]/u, path)
      }
    })
  })

  it('keeps pages short, however long a line is, and gives all of it as text', async () => {
    const long = { question: 'Why?', answer: 'ä'.repeat(2_500_000) }
    const content: FolderContent = {
      files: { 'a.jsonl': jsonLines([long, { ...long, question: 'x'.repeat(5_000_000) }]) },
      recipe: { source, quality: { max_text_length: 10_000_000, min_text_length: 1 } },
    }
    await visiting(content, async ({ get }) => {
      for (const path of [
        '/samples',
        '/samples/train/1',
        '/samples?q=%C3%A4%C3%A4',
        '/samples/train/2?q=x',
      ]) {
        const page = await (await get(path)).text()
        assert.ok(page.length < 600_000, `${path}: ${page.length}`)
      }
      const line = await (await get('/samples/train/1/line')).text()
      assert.ok(line.startsWith('{"instruction":"Why?"') && line.endsWith('"weight":1.0}\n'))
      assert.equal(
        line.length,
        '{"instruction":"Why?","output":"","weight":1.0}\n'.length + 2_500_000,
      )
    })
  })

  it('takes deep nesting and many short lines', async () => {
    const deep = JSON.parse(
      '[['.repeat(200) + `1${',1'.repeat(8000)}` + ']]'.repeat(200),
    ) as unknown
    const records = [
      { question: 'Why?', answer: { deep } },
      { question: 'How?', answer: 'a\n'.repeat(4000) },
    ]
    const content = {
      files: { 'a.jsonl': jsonLines(records) },
      recipe: { source, quality: { max_text_length: 1_000_000 } },
    }
    await visiting(content, async ({ get }) => {
      for (const path of ['/samples/train/1', '/samples/train/2']) {
        const page = await (await get(path)).text()
        assert.ok(page.length < 600_000, `${path}: ${page.length}`)
      }
    })
  })

  it('says that the export has changed instead of showing another', async () => {
    await inFolder(plain, async (folder) => {
      await exportIn(folder)
      await visitingFolder(folder, async ({ get, read }) => {
        await appendFile(
          join(folder, 'a.jsonl'),
          jsonLines([{ question: 'Who?', answer: 'Somebody else.' }]),
        )
        await exportIn(folder, { args: ['--force'] })
        for (const path of ['/', '/samples', '/samples/train/1']) {
          assert.equal((await get(path)).status, 409, path)
        }
        assert.match(
          await read('/'),
          /expected manifest\.json in out as it was opened, saw another/u,
        )
      })
    })
  })

  it('says on every page which file is not what the manifest says', async () => {
    await inFolder(plain, async (folder) => {
      await exportIn(folder)
      const shard = join(folder, 'out/train-00000-of-00001.jsonl')
      const line = '{"instruction":"Why?","output":"For other reasons","weight":1.0}\n'
      await writeFile(shard, line)
      await visitingFolder(folder, async ({ read }) => {
        for (const path of ['/', '/samples', '/samples/train/1']) {
          assert.match(
            await read(path),
            /train-00000-of-00001\.jsonl: its checksum is not the manifest's/u,
          )
        }
      })
    })
  })
})

/** What opening says after `prepare` has been at the export. */
async function failure(prepare: (out: string) => Promise<unknown>): Promise<readonly string[]> {
  return inFolder(plain, async (folder) => {
    await exportIn(folder)
    await prepare(join(folder, 'out'))
    try {
      const site = await openSite(join(folder, 'out'), { name: 'out', temporaryFolder: folder })
      await site.close()
      assert.fail('opened')
    } catch (error) {
      assert.ok(isLoradexError(error))
      const left = (await readdir(folder)).filter((name) => name.startsWith('loradex-explore-'))
      assert.deepEqual(left, [])
      return [error.code, error.message]
    }
  })
}

describe('openSite', () => {
  const shard = 'train-00000-of-00001.jsonl'

  it('says what is wrong with a folder that is no export', async () => {
    assert.deepEqual(await failure((out) => rm(out, { recursive: true })), [
      'export.unreadable',
      'expected an export at out, saw no manifest.json there',
    ])
    assert.deepEqual(await failure((out) => rm(join(out, 'manifest.json'))), [
      'export.unreadable',
      'expected an export at out, saw no manifest.json there',
    ])
    assert.deepEqual(
      await failure((out) => writeFile(join(out, 'manifest.json'), '{"shards":[]}')),
      [
        'export.damaged',
        'expected manifest.json in out as loradex writes it, saw something else at format_version',
      ],
    )
  })

  it('says which file is missing or has another size', async () => {
    assert.deepEqual(await failure((out) => rename(join(out, shard), join(out, 'other'))), [
      'export.damaged',
      `expected ${shard} in out, saw nothing of that name`,
    ])
    assert.deepEqual(await failure((out) => appendFile(join(out, shard), '\n')), [
      'export.damaged',
      `expected ${shard} in out to have 65 bytes, saw 66`,
    ])
  })

  it('makes no room for lines that cannot be there', async () => {
    const [code, message] = await failure((out) => writeManifest(out, { records: 1e15 }))
    assert.equal(code, 'export.damaged')
    assert.match(message ?? '', /to have 1000000000000000 lines, saw only 65 bytes$/u)
  })

  it('opens no file outside of the folder', async () => {
    const [code, message] = await failure((out) => writeManifest(out, { file: '../a.jsonl' }))
    assert.equal(code, 'export.damaged')
    assert.match(message ?? '', /saw something else at shards\.0\.file$/u)
  })

  it('says when a newer version is needed', async () => {
    const [code, message] = await failure((out) =>
      writeFile(join(out, 'manifest.json'), '{"format_version":2}'),
    )
    assert.equal(code, 'export.unreadable')
    assert.equal(message, 'expected format 1 of manifest.json in out, saw 2')
  })
})

/** The manifest of the export, its only shard listed otherwise. */
async function writeManifest(out: string, change: object): Promise<void> {
  const path = join(out, 'manifest.json')
  const manifest = JSON.parse(await readFile(path, 'utf8')) as { shards: readonly object[] }
  const shards = [{ ...manifest.shards[0], ...change }]
  await writeFile(path, JSON.stringify({ ...manifest, shards }))
}
