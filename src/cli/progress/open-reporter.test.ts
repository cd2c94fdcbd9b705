import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { piece } from './paint.js'
import { open, progress, world } from './reporter-world.contract.js'

describe('the reporter without a terminal', () => {
  it('says at once what is done, and every ten seconds where it stands', async () => {
    const here = world()
    const reporter = await open(here)
    assert.deepEqual(here.stderr, ['[  0.1 s] export qa.yaml'])
    reporter.tell({ kind: 'phase', phase: 'read' })
    here.pass(5000)
    reporter.tell(progress(100))
    here.pass(4900)
    assert.equal(here.stderr.length, 1)
    here.pass(100)
    here.pass(10_000)
    assert.deepEqual(here.stderr.slice(1), [
      '[ 10.1 s] read  10 %, 100/1,000, 100 records (10/s), kept 100, dropped 0, 1 min 30 s left',
      '[ 20.1 s] read  10 %, 100/1,000, 100 records (0/s), kept 100, dropped 0',
    ])
  })

  it('says nothing more once the work is done', async () => {
    const here = world()
    const reporter = await open(here)
    reporter.conclude({
      exitCode: 0,
      lines: [{ pieces: [piece('done '), piece('well', 'strong')] }],
      facts: {},
    })
    reporter.end(0)
    here.pass(60_000)
    assert.deepEqual(here.stderr, ['[  0.1 s] export qa.yaml', 'done well'])
  })

  it('makes visible what a terminal would obey', async () => {
    const here = world({ FORCE_COLOR: '1' })
    const reporter = await open(here, { progress: 'none' })
    reporter.line('a\u001B[31mb')
    reporter.warn('\u202Ec')
    reporter.conclude({ exitCode: 0, lines: [{ pieces: [piece('\u0007', 'bad')] }], facts: {} })
    assert.deepEqual(here.stderr, [
      'a\\u001b[31mb',
      '\u001B[33mwarning:\u001B[39m \\u202ec',
      '\u001B[31m\\u0007\u001B[39m',
    ])
  })

  it('says only what is wrong when it is to be quiet', async () => {
    const here = world()
    const reporter = await open(here, { isQuiet: true })
    reporter.tell({ kind: 'retry', input: 'http:a', attempt: 1, waitMs: 500, seen: 'status 503' })
    reporter.warn('odd')
    const lines = [{ pieces: [piece('fine')] }, { pieces: [piece('FAILED')], isUrgent: true }]
    reporter.conclude({ exitCode: 3, lines, facts: {} })
    here.pass(20_000)
    assert.deepEqual(here.stderr, ['warning: odd', 'FAILED'])
  })

  it('tells of each retry', async () => {
    const here = world()
    const reporter = await open(here, { progress: 'none' })
    reporter.tell({ kind: 'retry', input: 'http:a', attempt: 1, waitMs: 500, seen: 'status 503' })
    assert.deepEqual(here.stderr, ['http:a: status 503; trying again in 0.5 s'])
  })
})

describe('the reporter on a terminal', () => {
  it('draws at once, then only what has changed, ten times a second at most', async () => {
    const here = world({}, 60)
    const reporter = await open(here)
    assert.equal(here.terminal.length, 1)
    assert.match(here.terminal[0] ?? '', /plan.*qa\.yaml.*0:00/u)
    here.pass(800)
    assert.equal(here.terminal.length, 1)
    reporter.tell({ kind: 'phase', phase: 'read' })
    for (let read = 0; read < 1000; read += 1) reporter.tell(progress(read))
    here.pass(100)
    assert.equal(here.terminal.length, 2)
    here.pass(2000)
    assert.ok(here.terminal.length <= 2 + 20)
    assert.deepEqual(here.stderr, [])
  })

  it('takes the bar away before results, and draws it anew below them', async () => {
    const here = world({}, 60)
    const reporter = await open(here)
    reporter.giveWay()
    assert.equal(here.terminal.at(-1), '\r\u001B[J')
    here.pass(100)
    assert.match(here.terminal.at(-1) ?? '', /plan/u)
  })

  it('says how to end at once as soon as it was asked to end', async () => {
    const here = world({}, 60)
    await open(here)
    here.abort()
    assert.match(here.terminal.at(-1) ?? '', /stopping.* {2}Ctrl-C again exits at once/u)
  })

  it('shows log lines in short, with --verbose', async () => {
    const here = world({}, 60)
    const reporter = await open(here, { isVerbose: true })
    reporter.tell({
      kind: 'shard-closed',
      series: 'train',
      name: 'train-00000',
      records: 2,
      bytes: 90,
    })
    assert.match(
      (here.terminal.at(-1) ?? '').replaceAll('\u001B', '␛'),
      /^\r␛\[J\[ {2}0\.1 s\] info {3}shard closed {2}shard=train-00000 {2}records=2 {2}bytes=90\n/u,
    )
  })
})

describe('a reporter without a clock', () => {
  it('says nothing by itself', async () => {
    const here = world()
    const { clock: _clock, ...io } = here.io
    await open({ ...here, io })
    assert.deepEqual(here.stderr, [])
  })
})
