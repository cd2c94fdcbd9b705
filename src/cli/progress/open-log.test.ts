import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { OpenReporter } from './open-reporter.js'
import { open, progress, world, type World } from './reporter-world.contract.js'

async function logged(
  env: Readonly<Record<string, string>>,
  work: (reporter: OpenReporter, here: World) => void,
): Promise<{
  readonly lines: readonly Record<string, unknown>[]
  readonly stderr: readonly string[]
}> {
  const folder = await mkdtemp(join(tmpdir(), 'log-'))
  try {
    const path = join(folder, 'loradex.log')
    const here = world({ ...env, LORADEX_LOG_FILE: path })
    work(await open(here, { progress: 'none' }), here)
    const text = await readFile(path, 'utf8')
    const lines = text.split('\n').slice(0, -1)
    return {
      lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
      stderr: here.stderr,
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('the log', () => {
  it('goes into a file where that is named, with what is shown on stderr as well', async () => {
    const { lines, stderr } = await logged({ LORADEX_LOG: 'info' }, (reporter) => {
      reporter.tell({ kind: 'phase', phase: 'plan' })
      reporter.warn('odd')
      reporter.failed({ exitCode: 7, code: 'source.lost', message: 'secret', hint: 'h' })
    })
    assert.deepEqual(stderr, ['warning: odd', 'error source.lost: secret', 'hint: h'])
    assert.deepEqual(
      lines.map(({ level, message, code }) => [level, message, code]),
      [
        ['info', 'start', undefined],
        ['warn', 'warning', undefined],
        ['error', 'failed', 'source.lost'],
      ],
    )
    assert.ok(!JSON.stringify(lines).includes('secret'))
  })

  const skip = !existsSync('/dev/full') && 'no /dev/full'
  it(
    'says once that a full disk takes no more of it, and lets the work go on',
    { skip },
    async () => {
      const here = world({ LORADEX_LOG_FILE: '/dev/full' })
      const reporter = await open(here, { progress: 'none' })
      reporter.tell({ kind: 'phase', phase: 'plan' })
      reporter.warn('odd')
      assert.deepEqual(here.stderr, [
        'warning: the log in /dev/full ends here: ENOSPC: no space left on device, write',
        'warning: odd',
      ])
    },
  )

  it('holds as much as the level asks for', async () => {
    const counts = new Map<string, number>()
    for (const level of ['debug', 'info', 'warn', 'error']) {
      const { lines } = await logged({ LORADEX_LOG: level }, (reporter) => {
        reporter.tell({ kind: 'phase', phase: 'plan' })
        reporter.warn('odd')
        reporter.failed({ exitCode: 7, code: 'source.lost', message: 'm', hint: 'h' })
      })
      counts.set(level, lines.length)
    }
    assert.deepEqual(Object.fromEntries(counts), { debug: 4, info: 3, warn: 2, error: 1 })
  })

  it('times each phase, and says what was planned, written and retried', async () => {
    const { lines } = await logged({ LORADEX_LOG: 'debug' }, (reporter, here) => {
      reporter.tell({ kind: 'phase', phase: 'plan' })
      here.pass(1500)
      const facts = { digest: 'd', source: 'jsonl:a', inputs: 1, parts: 2, workers: 0 }
      reporter.tell({ kind: 'planned', ...facts })
      reporter.tell({ kind: 'phase', phase: 'read' })
      reporter.tell(progress(1))
      reporter.end(0)
    })
    const plain = lines.map(({ time: _time, level: _level, event, ...rest }) => {
      assert.equal(event, 'log')
      return rest
    })
    assert.deepEqual(plain, [
      { message: 'start', command: 'export', loradex_version: '1.2.3' },
      { message: 'phase', phase: 'plan' },
      { message: 'planned', plan_digest: 'd', source: 'jsonl:a', inputs: 1, parts: 2, workers: 0 },
      { message: 'phase done', phase: 'plan', duration_ms: 1500 },
      { message: 'phase', phase: 'read' },
      { message: 'phase done', phase: 'read', duration_ms: 0 },
      { message: 'end', exit_code: 0, duration_ms: 1600 },
    ])
  })

  it('is refused where the file cannot be written', async () => {
    const here = world({ LORADEX_LOG: 'info', LORADEX_LOG_FILE: '/none/such/loradex.log' })
    await assert.rejects(open(here), { code: 'usage.invalid' })
  })

  it('goes to stderr as JSON where that is no terminal, without what is shown there anyway', async () => {
    const here = world({ LORADEX_LOG: 'warn' })
    const reporter = await open(here, { progress: 'none' })
    reporter.warn('odd')
    reporter.tell({ kind: 'retry', input: 'http:a', attempt: 1, waitMs: 500, seen: 'status 503' })
    assert.equal(here.stderr[0], 'warning: odd')
    const [logLine = ''] = here.stderr.filter((line) => line.startsWith('{'))
    const { time: _time, ...fields } = JSON.parse(logLine) as Record<string, unknown>
    assert.deepEqual(fields, {
      level: 'warn',
      event: 'log',
      input: 'http:a',
      attempt: 1,
      wait_ms: 500,
      seen: 'status 503',
      message: 'retry',
    })
    assert.equal(here.stderr.length, 3)
  })
})
