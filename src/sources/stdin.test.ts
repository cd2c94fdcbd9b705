import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { outcomesOf } from './outcomes.contract.js'
import { describeSourceContract } from './source.contract.js'
import { stdin, type StdinOptions } from './stdin.js'
import type { Source } from './source.js'

function over(bytes: string | Uint8Array, options: Partial<StdinOptions> = {}): Source {
  return stdin({ stream: Readable.from([Buffer.from(bytes)]), ...options })
}

describeSourceContract('stdin', { open: async (records) => over(records.join('\n')) })
describeSourceContract('gzipped stdin', {
  open: async (records) => over(gzipSync(records.join('\n'))),
})

describe('stdin', () => {
  it('drops what is damaged, as a file would', async () => {
    const source = over('\uFEFF{"a":1}\n\n!{"code":"duplicate"}\n{"a":1234}\n{"a"', {
      maxRecordBytes: 9,
    })
    assert.deepEqual(await outcomesOf(source, { partBytes: 8 }), [
      'stdin:1 {"a":1}',
      'stdin:3 line-too-long 21/9',
      'stdin:4 line-too-long 10/9',
      'stdin:5 truncated-record 4 bytes/a complete JSON value{"a"',
    ])
  })

  it('refuses other encodings, one JSON array and a cut-off stream', async () => {
    assert.deepEqual(await outcomesOf(over('\0{\0}')), ['source.encoding'])
    assert.deepEqual(await outcomesOf(over('[{"a":1},\n{"a":2}]')), ['source.wrong-format'])
    assert.deepEqual(await outcomesOf(over(gzipSync('{"a":1}\n').subarray(0, -1))), [
      'source.truncated',
    ])
  })

  it('can be planned once only', async () => {
    const source = over('1\n')
    assert.deepEqual(await outcomesOf(source), ['stdin:1 1'])
    assert.deepEqual(await outcomesOf(source), ['source.unreadable'])
  })

  it('reads a stream that is silent for a while', async () => {
    assert.deepEqual(await outcomesOf(stdin({ stream: slow() })), ['stdin:1 {"a":1}'])
  })
})

async function* slow(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('{"a"')
  await new Promise((resolve) => setTimeout(resolve, 10))
  yield Buffer.from(':1}\n')
}
