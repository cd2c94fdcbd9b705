import assert from 'node:assert/strict'
import { once } from 'node:events'
import { truncateSync } from 'node:fs'
import { readFile, utimes, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Client } from 'pg'
import { exitCodeOf } from '#loradex/cli/exit-code.js'
import { isLoradexError, type ErrorCode } from '#loradex/kernel/error.js'
import {
  exportRecipe,
  type ExportOptions,
  type ExportSummary,
} from '#loradex/recipe/export-recipe.js'
import { loadRecipe } from '#loradex/recipe/load-recipe.js'
import { startPostgres } from '#tools/test-postgres.mjs'
import { good, plainRecipe } from '../end-to-end/bad-input-case.js'
import { inFolder } from '../end-to-end/in-folder.js'
import { digestsOf } from '../end-to-end/read-export.js'
import { runLoradex } from '../end-to-end/run-loradex.js'

async function exportIn(
  folder: string,
  options: Partial<ExportOptions> = {},
): Promise<ExportSummary> {
  const loaded = await loadRecipe(join(folder, 'loradex.yaml'), { env: {} })
  return exportRecipe(loaded, {
    target: join(folder, 'out'),
    checkpointMs: 0,
    unfinished: 'resume',
    env: {},
    ...options,
  })
}

/** With the exit code that says: `--resume`. */
async function assertEnds(exporting: Promise<unknown>, code: ErrorCode): Promise<void> {
  const error = await exporting.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(isLoradexError(error), String(error))
  assert.deepEqual([error.code, exitCodeOf(error)], [code, 7])
}

describe('a file that is cut off while it is read', () => {
  const text = Array.from({ length: 30_000 }, (_, row) => `${good(`${row} ${'x'.repeat(800)}`)}\n`)
  it('is gone on with when it is whole again', () =>
    inFolder({ files: { 'in.jsonl': text.join('') }, recipe: plainRecipe }, async (folder) => {
      const path = join(folder, 'in.jsonl')
      const whole = await readFile(path)
      await utimes(path, 1_000_000_000, 1_000_000_000)
      await exportIn(folder, { target: join(folder, 'whole') })
      const failing = exportIn(folder, {
        workers: 1,
        onEvent: ({ kind }) => void (kind === 'checkpoint' && truncateSync(path, 1000)),
      })
      await assertEnds(failing, 'source.changed')
      await assert.rejects(exportIn(folder), { code: 'export.plan-changed' })
      await writeFile(path, whole)
      await utimes(path, 1_000_000_000, 1_000_000_000)
      const { resumedAt = 0 } = await exportIn(folder)
      assert.ok(resumedAt > 0 && resumedAt < 30_000, String(resumedAt))
      assert.deepEqual(await digestsOf(join(folder, 'out')), await digestsOf(join(folder, 'whole')))
    }))
})

/** Half of the records, and then nothing but the end of the connection. */
async function unreliable(
  lines: readonly string[],
): Promise<{ server: Server; url: string; heal(): void }> {
  let isHealed = false
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/x-ndjson')
    if (isHealed) return void response.end(lines.join(''))
    response.write(lines.slice(0, lines.length / 2).join(''), () => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return { server, url: `http://127.0.0.1:${port}/cases.jsonl`, heal: () => void (isHealed = true) }
}

describe('a server that breaks the connection', () => {
  it('ends the export with 7, and it is gone on with when the server is well', async () => {
    const lines = Array.from({ length: 400 }, (_, row) => `${good(`${row} ${'x'.repeat(500)}`)}\n`)
    const { server, url, heal } = await unreliable(lines)
    const recipe = { ...plainRecipe, source: { type: 'http', url } }
    await inFolder({ recipe }, async (folder) => {
      const args = ['export', '--out', 'out', '--resume']
      const broken = await runLoradex(args, { cwd: folder })
      assert.equal(broken.exitCode, 7, broken.stderr)
      heal()
      const well = await runLoradex(args, { cwd: folder })
      assert.equal(well.exitCode, 0, well.stderr)
      assert.match(well.stderr, /read +400 /u)
    }).finally(() => server.close())
  })

  it('is not asked again for what has been copied', async () => {
    const lines = Array.from({ length: 400 }, (_, row) => `${good(row)}\n`)
    const { server, url, heal } = await unreliable(lines)
    heal()
    const recipe = { ...plainRecipe, source: { type: 'http', url } }
    await inFolder({ recipe }, async (folder) => {
      const interruption = new AbortController()
      const interrupted = exportIn(folder, {
        signal: interruption.signal,
        onEvent: ({ kind }) => void (kind === 'checkpoint' && interruption.abort()),
      })
      await assert.rejects(interrupted)
      server.close()
      server.closeAllConnections()
      const { report, resumedAt } = await exportIn(folder)
      assert.deepEqual([report.counts.emitted, resumedAt], [400, 400])
    })
  })
})

const postgres = await startPostgres()

describe('a session of Postgres that is ended', { skip: postgres.why ?? false }, () => {
  it('ends the export with 7, and it is begun again', async () => {
    const { url = '' } = postgres
    const client = new Client({ connectionString: url })
    await client.connect()
    const query = `SELECT g::text AS question, repeat('x', 400) AS answer FROM generate_series(1, 60000) g`
    const recipe = { ...plainRecipe, source: { type: 'postgres', url, query } }
    await inFolder({ recipe }, async (folder) => {
      let hasEnded = false
      const ended = exportIn(folder, {
        onEvent({ kind }) {
          if (kind !== 'copied' || hasEnded) return
          hasEnded = true
          void client.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE pid <> pg_backend_pid() AND query LIKE '%generate_series(1, 60000)%'`,
          )
        },
      })
      await assertEnds(ended, 'source.lost')
      const { report } = await exportIn(folder)
      assert.equal(report.counts.emitted, 60_000)
    })
    await client.end()
    if (postgres.url !== undefined) await postgres.stop()
  })
})
