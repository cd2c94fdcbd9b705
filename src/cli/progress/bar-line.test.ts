import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { barLine } from './bar-line.js'
import type { BarOptions } from './bar-facts.js'
import { startPaint } from './paint.js'
import type { Status } from './status.js'
import { textWidth } from './text-width.js'

const status: Status = {
  phase: 'read',
  copied: undefined,
  progress: {
    read: 514_690,
    emitted: 512_345,
    dropped: { 'text-too-short': 2345 },
    bytesRead: 1,
    bytesEmitted: 1,
    partsDone: 3,
    parts: 9,
    amount: undefined,
  },
  amount: { unit: 'bytes', done: 1_260_000_000, total: 3_000_000_000 },
  fraction: 0.42,
  rate: 61_234,
  secondsLeft: 41.2,
  shard: 'train-00003',
  fates: { kept: 'kept', dropped: 'dropped' },
}

const plan: Status = {
  ...status,
  phase: 'plan',
  progress: undefined,
  amount: undefined,
  fraction: undefined,
  rate: undefined,
  secondsLeft: undefined,
  shard: undefined,
}

const options: BarOptions = {
  columns: 80,
  seconds: 7.5,
  subject: 'recipes/qa.yaml',
  isUnicode: true,
  isStopping: false,
}

function line(shown: Status, changed: Partial<BarOptions> = {}): string {
  return barLine(shown, { ...options, ...changed })
    .map(({ text }) => text)
    .join('')
}

describe('the line of the bar', () => {
  const goldens: Readonly<Record<number, string>> = {
    20: ' read   42 %  0:42',
    40: ' read   42 %  kept 512,345  0:42',
    80: ' read  ██████▎░░░░░░░░   42 %  61,234/s  kept 512,345  dropped 2,345  0:42 left',
    120: ' read  ████████████▌░░░░░░░░░░░░░░░░░   42 %  1.3/3.0 GB  61,234/s  kept 512,345  dropped 2,345  train-00003  0:42 left',
    200: ' read  ████████████████▊░░░░░░░░░░░░░░░░░░░░░░░   42 %  1.3/3.0 GB  61,234/s  kept 512,345  dropped 2,345  train-00003  0:42 left',
  }
  for (const [columns, golden] of Object.entries(goldens)) {
    it(`says as much as ${columns} columns have room for`, () => {
      assert.equal(line(status, { columns: Number(columns) }), golden)
    })
  }

  it('is narrower than the terminal at any width, and never empty in one that has room', () => {
    for (let columns = 0; columns <= 250; columns += 1) {
      for (const each of [status, plan]) {
        const text = line(each, { columns, subject: '日本語/レシピ.yaml' })
        assert.ok(textWidth(text) <= Math.max(1, columns - 1), `${columns}: ${text}`)
        if (columns >= 6) assert.match(text, /^ (?:read|plan)/u)
      }
    }
  })

  it('is ASCII where the terminal shows nothing else', () => {
    assert.equal(
      line(status, { isUnicode: false }),
      ' read  ######---------   42 %  61,234/s  kept 512,345  dropped 2,345  0:42 left',
    )
  })

  it('has a graph without gaps from nothing to all', () => {
    for (let step = 0; step <= 1000; step += 1) {
      const text = line({ ...status, fraction: step / 1000 }, { columns: 120 })
      const [graph = ''] = /[█▏▎▍▌▋▊▉░]+/u.exec(text) ?? []
      assert.match(graph, /^█*[▏▎▍▌▋▊▉]?░*$/u)
      assert.equal(graph.length, 30)
    }
    assert.match(line({ ...status, fraction: 1 }), / █{15} {2}100 % /u)
    assert.match(line({ ...status, fraction: 0.9999 }), / 99 % /u)
  })

  it('counts records and time where nobody knows how much there is', () => {
    const unknown = { ...status, amount: undefined, fraction: undefined, secondsLeft: undefined }
    assert.equal(
      line(unknown),
      ' read  514,690 records  61,234/s  kept 512,345  dropped 2,345  0:07',
    )
    assert.equal(line(unknown, { columns: 40 }), ' read  514,690 records  0:07')
  })

  it('names what is planned, and counts what is copied for it', () => {
    assert.equal(line(plan), ' plan  recipes/qa.yaml  0:07')
    const copied = { records: 120_000, bytes: 34_000_000 }
    assert.equal(
      line({ ...plan, copied, rate: 9876 }),
      ' plan  recipes/qa.yaml  copied 120,000 records  34 MB  9,876/s  0:07',
    )
    assert.equal(line(plan, { columns: 20 }), ' plan  recipes/q…')
  })

  it('says what became of the records to the end', () => {
    const written: Status = { ...status, phase: 'write', secondsLeft: undefined }
    assert.equal(line(written), ' write  kept 512,345  dropped 2,345  0:07')
  })

  it('says how to end at once when it was asked to end', () => {
    assert.equal(line(status, { isStopping: true }), ' stopping  Ctrl-C again exits at once  0:07')
  })

  it('says the same without colours', () => {
    const coloured = barLine(status, options).map(startPaint(true)).join('')
    const plainText = barLine(status, options).map(startPaint(false)).join('')
    assert.notEqual(coloured, plainText)
    // oxlint-disable-next-line no-control-regex -- those are what colours are made of
    assert.equal(coloured.replaceAll(/\u001B\[\d+m/gu, ''), plainText)
  })
})
