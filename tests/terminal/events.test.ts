import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { inFolder, jsonLines } from '../end-to-end/in-folder.js'
import { startLoradex, type Ended } from '../end-to-end/run-loradex.js'
import { inBusyFolder, recipe } from './busy-folder.js'
import { readEvents, type ProgressEvent } from './read-events.js'
import { inSlowFolder } from './slow-folder.js'
import { until } from '../until.js'

interface Counts {
  readonly read: number
  readonly emitted: number
  readonly dropped: Readonly<Record<string, number>>
}

const files = { 'big.jsonl': jsonLines([{ question: 'q', answer: 'a long answer' }]) }
const asEvents = ['--progress', 'json']

async function run(args: readonly string[], cwd: string, env = {}): Promise<Ended> {
  return startLoradex(args, { cwd, env }).ended
}

function namesOf(events: readonly ProgressEvent[]): readonly string[] {
  return events.map(({ event }) => event)
}

function countsAtEnd(events: readonly ProgressEvent[]): Counts {
  const end = events.at(-1)
  assert.ok(end)
  return end['counts'] as Counts
}

/** Nothing goes back, and nothing is lost. */
function checkCounts(events: readonly ProgressEvent[]): void {
  const progress = events.filter(({ event }) => event === 'progress')
  for (const key of ['elapsed_ms', 'fraction', 'read', 'emitted', 'bytes_read', 'parts_done']) {
    const values = progress.map((event) => Number(event[key]))
    assert.deepEqual(
      values,
      values.toSorted((left, right) => left - right),
      key,
    )
  }
  const { read, emitted, dropped } = countsAtEnd(events)
  const all = Object.values(dropped).reduce((sum, count) => sum + count, emitted)
  assert.equal(read, all)
  assert.equal(read, progress.at(-1)?.['read'])
}

describe('--progress json', () => {
  for (const workers of ['1', '2']) {
    it(`tells every second where an export by ${workers} workers stands`, () =>
      inBusyFolder(async (folder) => {
        const args = ['export', '--out', 'out', '--workers', workers, ...asEvents]
        const { exitCode, stderr, stdout } = await run(args, folder)
        assert.equal(exitCode, 0)
        assert.equal(stdout, `${join(folder, 'out')}\n`)
        const events = readEvents(stderr)
        assert.equal(events[0]?.event, 'start')
        assert.equal(events.at(-1)?.event, 'end')
        checkCounts(events)
        const phases = new Set(events.flatMap(({ phase }) => (phase === undefined ? [] : [phase])))
        assert.deepEqual([...phases], ['plan', 'read', 'write', 'publish'])
        const timed = events.filter(({ phase, read }) => phase === 'read' && read !== 0)
        assert.ok(timed.length > 0)
        for (const { fraction, unit, shard } of timed) {
          assert.ok(Number(fraction) > 0)
          assert.deepEqual([unit, shard], ['bytes', 'train-00000'])
        }
        const report: unknown = JSON.parse(
          await readFile(join(folder, 'out', 'report.json'), 'utf8'),
        )
        assert.deepEqual(events.at(-1)?.['counts'], (report as { counts: unknown }).counts)
      }))
  }

  it('tells a gate that failed, and the code that the program ends with', () =>
    inFolder({ files, recipe: { ...recipe, gates: { min_samples: 2 } } }, async (folder) => {
      const { exitCode, stderr } = await run(['export', '--out', 'out', ...asEvents], folder)
      const end = readEvents(stderr).at(-1)
      assert.equal(exitCode, 3)
      assert.equal(end?.['exit_code'], 3)
      const gates = [{ gate: 'min_samples', observed: 1, allowed: 2, passed: false }]
      assert.deepEqual(end['gates'], gates)
    }))

  const failures: Readonly<Record<string, readonly [args: readonly string[], code: string]>> = {
    'a source that is not there': [['export', '--set', 'source.path=no.jsonl'], 'source.no-match'],
    'a recipe that is wrong': [['export', '--set', 'quality.min_text_length=x'], 'recipe.invalid'],
    'an option that is unknown': [['export', '--limt', '3'], 'usage.invalid'],
    'a command that is unknown': [['exprt'], 'usage.invalid'],
    'an argument that is missing': [['validate'], 'usage.invalid'],
  }
  for (const [name, [args, code]] of Object.entries(failures)) {
    it(`tells ${name} as an event, and writes nothing else`, () =>
      inFolder({ files, recipe }, async (folder) => {
        const { exitCode, stderr, stdout } = await run([...args, ...asEvents], folder)
        const events = readEvents(stderr)
        assert.equal(stdout, '')
        assert.equal(exitCode, 2)
        const failed = events.at(-1)
        assert.deepEqual(
          [failed?.event, failed?.['code'], failed?.['exit_code']],
          ['failed', code, 2],
        )
        assert.ok(!namesOf(events).includes('end'))
      }))
  }

  it('tells warnings, retries and lines of the log as events', async () => {
    const server = createServer((_request, response) => response.writeHead(503).end())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const source = { type: 'http', url: `http://user:hunter2@127.0.0.1:${port}/` }
    await inFolder({ recipe: { ...recipe, source } }, async (folder) => {
      const { exitCode, stderr } = await run(['export', '--verbose', ...asEvents], folder)
      const events = readEvents(stderr)
      const names = namesOf(events).filter((event) => event !== 'progress')
      const retries = ['log', 'retry', 'log', 'retry', 'log', 'retry']
      assert.deepEqual(names, ['start', 'log', 'warning', ...retries, 'failed'])
      assert.equal(exitCode, events.at(-1)?.['exit_code'])
      assert.ok(!stderr.includes('hunter2'))
    })
    server.close()
  })

  it('tells what is copied while a source is planned, and every second', () =>
    inSlowFolder(async (folder, source) => {
      const { ended } = startLoradex(['export', '--out', 'out', ...asEvents], { cwd: folder })
      await pause(3500)
      source.finish()
      const { stderr } = await ended
      const events = readEvents(stderr)
      const copying = events.filter(({ copied }) => copied !== undefined && copied !== null)
      assert.ok(copying.length >= 2 && copying.length <= 5, String(copying.length))
      for (const { phase, copied } of copying) {
        assert.equal(phase, 'plan')
        assert.ok((copied as { records: number }).records > 0)
      }
      checkCounts(events)
    }))

  it('tells a signal, and the command to run again', () =>
    inSlowFolder(async (folder) => {
      const args = ['export', '--out', 'a b', ...asEvents]
      const { child, ended } = startLoradex(args, { cwd: folder })
      await until('a work folder', async () =>
        (await readdir(folder)).some((name) => name.startsWith('.')),
      )
      child.kill('SIGTERM')
      const { exitCode, stderr } = await ended
      const { elapsed_ms: _elapsed, ...last } = readEvents(stderr).at(-1) ?? {}
      assert.equal(exitCode, 143)
      assert.deepEqual(last, {
        event: 'interrupted',
        exit_code: 143,
        signal: 'SIGTERM',
        published: false,
        left_behind: null,
        clean_up: [],
        kept: null,
        again: `loradex export --out 'a b' --progress json`,
      })
    }))

  it('tells what validate finds, with counts that add up', () =>
    inBusyFolder(async (folder) => {
      await writeFile(join(folder, 'schema.json'), '{"properties":{"answer":{"minLength":10}}}')
      const args = ['validate', 'big.jsonl', '--schema', 'schema.json', ...asEvents]
      const { exitCode, stderr } = await run(args, folder)
      const events = readEvents(stderr)
      assert.equal(exitCode, 3)
      checkCounts(events)
      const { dropped } = countsAtEnd(events)
      assert.ok((dropped['schema-violation'] ?? 0) > 10_000)
    }))

  it('says only what is wrong with --quiet', () =>
    inFolder({ files, recipe }, async (folder) => {
      const good = await run(['export', '--quiet', ...asEvents], folder)
      assert.deepEqual(readEvents(good.stderr), [])
      const bad = await run(['export', '--quiet', ...asEvents], folder)
      assert.deepEqual(namesOf(readEvents(bad.stderr)), ['failed'])
    }))

  it('counts where LORADEX_PROGRESS says so and the command line says nothing', () =>
    inFolder({ files, recipe }, async (folder) => {
      const env = { LORADEX_PROGRESS: 'json' }
      const { stderr } = await run(['export', '--out', 'one'], folder, env)
      assert.equal(readEvents(stderr).at(-1)?.event, 'end')
      const plain = await run(['export', '--out', 'two', '--progress', 'none'], folder, env)
      assert.match(plain.stderr, /^read /u)
    }))
})
