import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { JsonlLlmExporter } from './jsonl-llm-exporter.js'

function entity(number: number): object {
  return { question: `What is ${number}?`, answer: `The number ${number}, and no other.` }
}

function* entities(count: number): Generator<object> {
  for (let number = 0; number < count; number += 1) yield entity(number)
}

describe('an export of entities that must end', () => {
  let baseFolder = ''
  let runs = 0

  before(async () => {
    baseFolder = await mkdtemp(join(tmpdir(), 'stops-'))
  })
  after(() => rm(baseFolder, { recursive: true }))

  function start() {
    runs += 1
    const path = `run-${runs}`
    return {
      exporter: new JsonlLlmExporter({ output: { path } }, { baseFolder }),
      isNowhere: async () => !(await readdir(baseFolder)).some((name) => name.includes(path)),
    }
  }

  it('stops at the first error when it is not to continue', async () => {
    const { exporter, isNowhere } = start()
    const reason =
      'missing-field: expected text, object or array, saw missing (field_mapping.output_field)'
    await assert.rejects(
      exporter.exportEntities([entity(1), { question: 'And?' }, {}], { continue_on_error: false }),
      {
        name: 'LoradexError',
        code: 'export.entity-failed',
        message: `entities:2: ${reason}`,
        details: { at: 'entities:2', reason },
      },
    )
    assert.ok(await isNowhere())
    assert.throws(() => exporter.getQualityMetricsReport(), { code: 'export.not-run' })
  })

  it('stops when there are more errors than allowed, and not before', async () => {
    const damaged = [{}, entity(1), {}, {}]
    const { exporter, isNowhere } = start()
    await assert.rejects(exporter.exportEntities(damaged, { max_errors: 2 }), {
      code: 'export.entity-failed',
      message: /^expected at most 2 entities to fail, saw more, at last entities:4: missing-field/u,
    })
    assert.ok(await isNowhere())
    for (const max_errors of [3, Infinity]) {
      const stats = await exporter.exportEntities(damaged, { max_errors, force: true })
      assert.deepEqual([stats.failed_entities, stats.errors.length], [3, 3])
    }
  })

  it('allows a hundred errors unless told otherwise', async () => {
    const { exporter } = start()
    const damaged = Array.from({ length: 101 }, () => ({}))
    const { errors } = await exporter.exportEntities(damaged.slice(1))
    assert.equal(errors.length, 100)
    await assert.rejects(exporter.exportEntities(damaged, { force: true }), {
      code: 'export.entity-failed',
    })
  })

  it('fails as the callback fails', async () => {
    const { exporter, isNowhere } = start()
    const failure = new Error('enough')
    const progress_callback = (): void => {
      throw failure
    }
    const options = { progress_callback, progress_interval: 1 }
    await assert.rejects(exporter.exportEntities(entities(3), options), failure)
    assert.ok(await isNowhere())
  })

  it('stops when aborted, while entities arrive and after', async () => {
    const reason = new Error('no longer wanted')
    const { exporter, isNowhere } = start()
    const atOnce = AbortSignal.abort(reason)
    await assert.rejects(exporter.exportEntities(entities(3), { signal: atOnce }), reason)

    const arriving = new AbortController()
    let isReleased = false
    async function* endless(): AsyncGenerator<object> {
      try {
        for (let number = 0; ; number += 1) {
          if (number === 50_000) arriving.abort(reason)
          yield entity(number)
        }
      } finally {
        isReleased = true
      }
    }
    await assert.rejects(exporter.exportEntities(endless(), { signal: arriving.signal }), reason)
    assert.ok(isReleased)

    const exporting = new AbortController()
    await assert.rejects(
      exporter.exportEntities(entities(20_000), {
        signal: exporting.signal,
        progress_callback: () => exporting.abort(reason),
      }),
      reason,
    )
    assert.ok(await isNowhere())
  })

  it('fails as the source when the program fails', async () => {
    const { exporter, isNowhere } = start()
    const cause = new Error('the database is gone')
    function* failing(): Generator<object> {
      yield entity(1)
      throw cause
    }
    await assert.rejects(exporter.exportEntities(failing()), { code: 'source.lost', cause })
    assert.ok(await isNowhere())
  })

  it('refuses a text, whose characters are no entities', async () => {
    const { exporter, isNowhere } = start()
    await assert.rejects(exporter.exportEntities('text'), {
      code: 'usage.invalid',
      message: 'entities: expected an iterable of objects, saw string',
    })
    assert.ok(await isNowhere())
  })

  it('refuses options that mean nothing', async () => {
    const { exporter, isNowhere } = start()
    for (const [options, name] of [
      [{ max_errors: -1 }, 'max_errors'],
      [{ max_errors: Number.NaN }, 'max_errors'],
      [{ progress_interval: 0 }, 'progress_interval'],
      [{ progress_interval: Infinity }, 'progress_interval'],
      [{ workers: 1.5 }, 'workers'],
    ] as const) {
      await assert.rejects(exporter.exportEntities([], options), {
        code: 'usage.invalid',
        message: new RegExp(`^${name}: expected a whole number of at least \\d, saw `, 'u'),
      })
    }
    assert.ok(await isNowhere())
  })
})
