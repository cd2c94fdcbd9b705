import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exportIn, inFolder, jsonLines, type FolderContent } from '../end-to-end/in-folder.js'
import { runLoradex, startLoradex } from '../end-to-end/run-loradex.js'

const content: FolderContent = {
  files: { 'a.jsonl': jsonLines([{ question: 'Why?', answer: 'For many reasons.' }]) },
  recipe: { source: { type: 'jsonl', path: 'a.jsonl' }, output: { path: 'data/qa' } },
}

/** Starts the command and waits for its first line on stdout. */
async function started(args: readonly string[], cwd: string) {
  const { child, ended } = startLoradex(['explore', ...args], { cwd })
  const [chunk] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  return { child, ended, line: chunk.toString().trimEnd() }
}

describe('loradex explore', () => {
  it('prints where the pages are, and stops at once when interrupted', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd, { target: 'out' })
      const { child, ended, line } = await started(['out'], cwd)
      assert.match(line, /^http:\/\/127\.0\.0\.1:\d+\/$/u)
      const page = await (await fetch(line)).text()
      assert.match(page, /1 record: 1 sample and 0 rejects/u)
      // A browser keeps its connection open, and may be in the middle of a request.
      const interrupted = performance.now()
      child.kill('SIGINT')
      const { exitCode, stdout, stderr } = await ended
      assert.ok(performance.now() - interrupted < 2000)
      assert.deepEqual([exitCode, stdout], [130, `${line}\n`])
      assert.equal(stderr, 'out: 1 sample, 0 rejects. Ctrl-C stops.\n')
    })
  })

  it('shows what the recipe of the folder has written, when no export is named', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd, { target: 'data/qa' })
      const { child, ended, line } = await started(['--json'], cwd)
      const { url, ...counts } = JSON.parse(line) as { url: string }
      assert.deepEqual(counts, { format_version: 1, samples: 1, rejects: 0 })
      assert.match(await (await fetch(`${url}samples/train/1`)).text(), /what was exported/u)
      child.kill('SIGTERM')
      assert.equal((await ended).exitCode, 143)
    })
  })

  it('finds the source where --base says', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd, { target: 'out' })
      await mkdir(join(cwd, 'other'))
      const { child, ended, line } = await started(['../out', '--base', '..'], join(cwd, 'other'))
      assert.match(await (await fetch(`${line}samples/train/1`)).text(), /what was exported/u)
      child.kill('SIGINT')
      await ended
    })
  })

  it('says what is missing when there is neither an export nor a recipe', async () => {
    await inFolder(content, async (folder) => {
      const cwd = join(folder, 'empty')
      await mkdir(cwd)
      const { exitCode, stderr } = await runLoradex(['explore'], { cwd })
      assert.equal(exitCode, 2)
      assert.match(
        stderr,
        /^error usage\.invalid: expected the folder of an export, or loradex\.yaml/u,
      )
    })
  })

  it('says that a folder is no export, or a damaged one', async () => {
    await inFolder(content, async (cwd) => {
      const none = await runLoradex(['explore', 'nowhere'], { cwd })
      assert.equal(none.exitCode, 2)
      assert.match(none.stderr, /^error export\.unreadable: expected an export at nowhere/u)
      await exportIn(cwd, { target: 'out' })
      await writeFile(join(cwd, 'out/train-00000-of-00001.jsonl'), '')
      const damaged = await runLoradex(['explore', 'out'], { cwd })
      assert.equal(damaged.exitCode, 7)
      assert.match(damaged.stderr, /^error export\.damaged: .* to have 65 bytes, saw 0/u)
    })
  })

  it('takes the port it is told to, or says that it is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    await inFolder(content, async (cwd) => {
      await exportIn(cwd, { target: 'out' })
      const taken = await runLoradex(['explore', 'out', '--port', port], { cwd })
      assert.equal(taken.exitCode, 6)
      assert.match(
        taken.stderr,
        /^error explore\.port-taken: expected port \d+ of 127\.0\.0\.1 to be free/u,
      )
      server.close()
      await once(server, 'close')
      const { child, ended, line } = await started(['out', '--port', port], cwd)
      assert.equal(line, `http://127.0.0.1:${port}/`)
      child.kill('SIGINT')
      await ended
      assert.equal((await runLoradex(['explore', 'out', '--port', '65536'], { cwd })).exitCode, 2)
    })
  })
})
