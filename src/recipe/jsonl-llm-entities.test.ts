import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { JsonNumber } from '../kernel/json-value.js'
import type { ExportStats } from './export-entities-options.js'
import type { ExporterConfig } from './exporter-config.js'
import { JsonlLlmExporter } from './jsonl-llm-exporter.js'

const plain: ExporterConfig = {
  weighting: { enable_weights: false },
  metadata: { include_metadata: false },
}

function entity(number: number): object {
  return { question: `What is ${number}?`, answer: `The number ${number}, and no other.` }
}

function* entities(count: number): Generator<object> {
  for (let number = 0; number < count; number += 1) yield entity(number)
}

async function* later(): AsyncGenerator<object> {
  for (const each of entities(3)) {
    await new Promise((resolve) => setImmediate(resolve))
    yield each
  }
}

describe('exportEntities', () => {
  let folder = ''
  let runs = 0

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exporter-'))
  })
  after(() => rm(folder, { recursive: true }))

  function start(config: ExporterConfig = plain) {
    runs += 1
    const path = `run-${runs}`
    const exporter = new JsonlLlmExporter(
      { ...config, output: { path } },
      { baseFolder: folder, env: { SOURCE_DATE_EPOCH: '0' } },
    )
    const read = (name: string): Promise<string> => readFile(join(folder, path, name), 'utf8')
    return {
      exporter,
      path,
      read,
      readSamples: () => read('train-00000-of-00001.jsonl'),
    }
  }

  it('writes a sample per entity and says so', async () => {
    const { exporter, read, readSamples } = start()
    const { duration_ms, ...stats } = await exporter.exportEntities([entity(1)])
    const samples = await readSamples()
    assert.equal(samples, '{"instruction":"What is 1?","output":"The number 1, and no other."}\n')
    assert.ok(duration_ms >= 0)
    assert.deepEqual(stats, {
      total_entities: 1,
      exported_entities: 1,
      failed_entities: 0,
      bytes_written: samples.length,
      errors: [],
    })
    assert.match(await read('manifest.json'), /"id": "iterable:entities"/u)
  })

  it('exports nothing from nothing', async () => {
    const { exporter } = start()
    const { total_entities, bytes_written } = await exporter.exportEntities([])
    assert.deepEqual([total_entities, bytes_written], [0, 0])
  })

  it('takes what arrives over time', async () => {
    const { exporter, readSamples } = start()
    const { exported_entities } = await exporter.exportEntities(later())
    assert.equal(exported_entities, 3)
    assert.equal((await readSamples()).trimEnd().split('\n').length, 3)
  })

  it('keeps numbers exactly', async () => {
    const { exporter, readSamples } = start()
    const answer = {
      big: 9007199254740993n,
      spelled: new JsonNumber('1.0'),
      map: new Map([[1, 2]]),
    }
    await exporter.exportEntities([{ question: 'Which numbers?', answer }])
    assert.match(await readSamples(), /\{"big":9007199254740993,"spelled":1\.0,"map":\{"1":2\}\}/u)
  })

  it('drops what JSON cannot hold, and says what it was', async () => {
    const { exporter } = start()
    const cycle: Record<string, unknown> = { question: 'Which way?' }
    cycle['answer'] = cycle
    const damaged = [() => 1, cycle, { ...entity(1), seen: Number.NaN }, entity(2), 'text', {}]
    const stats = await exporter.exportEntities(damaged)
    assert.deepEqual(
      [stats.total_entities, stats.exported_entities, stats.failed_entities],
      [6, 1, 5],
    )
    assert.deepEqual(stats.errors, [
      'entities:1: bad-value: expected a value that JSON can hold, saw function (source.entity)',
      'entities:2: bad-value: expected a value that JSON can hold, saw a cycle (source.entity)',
      'entities:3: bad-value: expected a value that JSON can hold, saw NaN (source.entity)',
      'entities:5: not-an-object: expected object, saw string (source)',
      'entities:6: missing-field: expected text that is not blank, saw missing (field_mapping.instruction_field)',
    ])
  })

  it('counts as failed what filters drop, without calling it an error', async () => {
    const { exporter } = start()
    const short = { question: 'How long?', answer: 'Short' }
    const empty = { question: 'How long?', answer: '' }
    const given = [entity(1), entity(1), short, empty]
    const stats = await exporter.exportEntities(given, { continue_on_error: false })
    assert.deepEqual([stats.exported_entities, stats.failed_entities, stats.errors], [1, 3, []])
  })

  it('lists what the schema finds, unless that is not wanted', async () => {
    for (const log_validation_errors of [true, false]) {
      const { exporter } = start({
        ...plain,
        structured_gen: {
          enable_schema_validation: true,
          json_schema: {
            properties: { instruction: { minLength: 20 }, output: { minLength: 50 } },
          },
          log_validation_errors,
        },
      })
      const options = { continue_on_error: false, max_errors: 3 }
      const { failed_entities, errors } = await exporter.exportEntities(entities(2), options)
      assert.equal(failed_entities, 2)
      const expected = [
        "entities:1: Field 'instruction' too short (min 20 chars)",
        "entities:1: Field 'output' too short (min 50 chars)",
        "entities:2: Field 'instruction' too short (min 20 chars)",
      ]
      assert.deepEqual(errors, log_validation_errors ? expected : [])
    }
  })

  it('tells its progress, no more often than wanted', async () => {
    const told: ExportStats[] = []
    const { exporter } = start()
    const given = [...entities(90_000), {}]
    const stats = await exporter.exportEntities(given, {
      progress_callback: (so_far) => told.push(so_far),
    })
    const totals = told.map(({ total_entities }) => total_entities)
    assert.ok(totals.length >= 2)
    for (const [index, total] of totals.entries()) {
      assert.ok(Math.floor(total / 1000) > Math.floor((totals[index - 1] ?? 0) / 1000))
    }
    const last = told.at(-1)
    assert.ok(last && last.bytes_written > 0 && last.bytes_written <= stats.bytes_written)
    assert.equal(last.total_entities, last.exported_entities + last.failed_entities)
    assert.deepEqual([stats.total_entities, stats.failed_entities], [90_001, 1])
  })

  it('does not tell of fewer entities than the interval', async () => {
    for (const [progress_interval, calls] of [
      [4, 0],
      [3, 1],
    ] as const) {
      const { exporter } = start()
      let called = 0
      await exporter.exportEntities(entities(3), {
        progress_interval,
        progress_callback: () => (called += 1),
      })
      assert.equal(called, calls)
    }
  })

  it('never damages what is there, and replaces an export only when told to', async () => {
    const { exporter, readSamples } = start()
    await exporter.exportEntities([entity(1)])
    await assert.rejects(exporter.exportEntities([entity(2)]), { code: 'export.target-exists' })
    assert.match(await readSamples(), /number 1,/u)
    await exporter.exportEntities([entity(2)], { force: true })
    assert.match(await readSamples(), /number 2,/u)
    const elsewhere = join(folder, 'elsewhere')
    await exporter.exportEntities([entity(3)], { output_path: elsewhere })
    assert.ok((await readdir(elsewhere)).includes('manifest.json'))
  })

  it('writes the same bytes with any number of workers', async () => {
    const text = 'All of this is the answer. '.repeat(40)
    function* many(): Generator<object> {
      for (const each of entities(24_000)) yield { ...each, context: text }
      yield {}
    }
    const digests: string[] = []
    for (const workers of [1, 2]) {
      const { exporter, read } = start({ ...plain, quality_metrics: { enable_metrics: true } })
      await exporter.exportEntities(many(), { workers })
      const listed = await read('manifest.json')
      digests.push(listed + exporter.getQualityMetricsReport())
    }
    assert.match(digests[0] ?? '', /"parts": 4/u)
    assert.equal(digests[0], digests[1])
  })

  it('writes metadata that was set, with what this version does not know', async () => {
    const { exporter, read } = start()
    const text = '{"adapter_id":"a","training":{"seed":9007199254740993},"reviewed_by":["Ada"]}'
    exporter.setAdapterMetadataFromJson(text)
    await exporter.exportEntities(entities(3))
    const written = await read('adapter_metadata.json')
    assert.equal(written, exporter.getAdapterMetadataJson())
    const { training, ...others } = JSON.parse(written) as Record<string, object>
    assert.deepEqual(others['reviewed_by'], ['Ada'])
    assert.equal(others['exported_at'], '1970-01-01T00:00:00Z')
    assert.match(written, /"seed": 9007199254740993,/u)
    assert.ok(training && 'num_samples' in training && training.num_samples === 3)
  })
})
