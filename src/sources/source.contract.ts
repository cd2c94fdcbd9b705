import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { ReadOptions, Source, SourcePart } from './source.js'

const utf8 = new TextDecoder('utf-8', { fatal: true })

export interface ContractOptions {
  /** Opens the source under test over exactly these records, each one JSON object. */
  readonly open: (records: readonly string[]) => Promise<Source>
  /** How the source spells a record, when not byte for byte as given. @default unchanged */
  readonly spell?: (record: string) => string
}

const records = Array.from(
  { length: 40 },
  (_, index) => `{"n":${index},"text":"${'ä'.repeat(index)}"}`,
)

/** The promises of the port, run against one implementation. Each record is `{"n":…,"text":…}`. */
export function describeSourceContract(name: string, options: ContractOptions): void {
  const { open, spell = (record) => record } = options
  const expected = records.map(spell)

  describe(`${name} keeps the source contract`, () => {
    let spoolFolder = ''
    before(async () => (spoolFolder = await mkdtemp(join(tmpdir(), 'spool-'))))
    after(() => rm(spoolFolder, { recursive: true }))

    for (const partBytes of [64, 1024, 1 << 20]) {
      it(`yields every record once and in order from parts of ${partBytes} bytes`, async () => {
        const source = await open(records)
        const parts = await source.plan({ partBytes, spoolFolder })
        assert.deepEqual(await readAll(source, parts), expected)
      })
    }

    it('yields the same records in batches that hold less than one', async () => {
      const source = await open(records)
      const parts = await source.plan({ spoolFolder })
      assert.deepEqual(await readAll(source, parts, { batchBytes: 8 }), expected)
    })

    it('reads any part alone, again, and through another instance after a structured clone', async () => {
      const source = await open(records)
      const parts = await source.plan({ partBytes: 256, spoolFolder })
      const lastPart = structuredClone(parts.slice(-1))
      const texts = await readAll(source, lastPart)
      assert.deepEqual(await readAll(source, lastPart), texts)
      assert.deepEqual(texts, expected.slice(-texts.length))
    })

    it('numbers lines upwards and counts at least one line per record', async () => {
      const source = await open(records)
      for (const part of await source.plan({ spoolFolder })) {
        for await (const { lines, lineCount } of source.read(part, { batchBytes: 256 })) {
          assert.ok(
            lines.every(
              (line, index) => line < lineCount && (index === 0 || line > (lines[index - 1] ?? 0)),
            ),
          )
        }
      }
    })

    it('says how far it is in a part where it says how much that holds', async () => {
      const source = await open(records)
      for (const part of await source.plan({ partBytes: 256, spoolFolder })) {
        let [count, position] = [0, 0]
        for await (const { lines, inputBytes } of source.read(part, { batchBytes: 64 })) {
          count += lines.length
          assert.ok((inputBytes ?? 0) >= position)
          position = inputBytes ?? 0
        }
        const { unit, amount } = part.size ?? {}
        if (unit === 'records') assert.equal(count, amount)
        if (unit === 'bytes') assert.ok(count === 0 || position > 0)
      }
    })

    it('yields nothing when there are no records', async () => {
      const source = await open([])
      assert.deepEqual(await readAll(source, await source.plan({ spoolFolder })), [])
    })

    it('stops with the reason of the signal once aborted', async () => {
      const source = await open(records)
      const [part] = await source.plan({ spoolFolder })
      assert.ok(part)
      const reason = new Error('enough')
      const reading = source.read(part, { signal: AbortSignal.abort(reason) })
      await assert.rejects(reading[Symbol.asyncIterator]().next(), reason)
    })

    for (const batchBytes of [64, 64 * 1024]) {
      it(`yields the same records from memory that is used again, ${batchBytes} bytes at a time`, async () => {
        const source = await open(records)
        const lent = new WeakSet<ArrayBufferLike>()
        const free: Buffer[] = []
        const takeMemory = (bytes: number): Buffer => {
          const memory = free.find(({ length }) => length >= bytes) ?? Buffer.allocUnsafeSlow(bytes)
          free.splice(0, free.length, ...free.filter((other) => other !== memory))
          lent.add(memory.buffer)
          return memory.subarray(0, bytes)
        }
        const texts: string[] = []
        for (const part of await source.plan({ partBytes: 300, spoolFolder })) {
          for await (const { bytes, spans } of source.read(part, { batchBytes, takeMemory })) {
            for (let index = 0; index < spans.length; index += 2) {
              texts.push(utf8.decode(bytes.subarray(spans[index], spans[index + 1])))
            }
            // Nothing that is still to come may lie in it.
            if (lent.has(bytes.buffer)) free.push(Buffer.from(bytes.buffer).fill('?'))
          }
        }
        assert.deepEqual(texts, expected)
      })
    }

    it('can be left early and read again', async () => {
      const source = await open(records)
      const parts = await source.plan({ spoolFolder })
      const [part] = parts
      assert.ok(part)
      for await (const batch of source.read(part, { batchBytes: 64 })) {
        assert.ok(batch.spans.length > 0)
        break
      }
      assert.deepEqual(await readAll(source, parts), expected)
    })
  })
}

/** The text of every record of the parts; fails on damaged ones. */
export async function readAll(
  source: Source,
  parts: readonly SourcePart[],
  options: ReadOptions = { batchBytes: 256 },
): Promise<readonly string[]> {
  const texts: string[] = []
  for (const part of parts) {
    for await (const { bytes, spans, damaged } of source.read(part, options)) {
      assert.equal(damaged?.size ?? 0, 0)
      for (let index = 0; index < spans.length; index += 2) {
        texts.push(utf8.decode(bytes.subarray(spans[index], spans[index + 1])))
      }
    }
  }
  return texts
}
