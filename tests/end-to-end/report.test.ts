import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Distribution } from '#loradex/records/distribution.js'
import type { DuplicateCluster } from '#loradex/records/duplicates.js'
import { dictionary, dictionaryLines, type Entry } from './dictionary.js'
import { exportIn, exportOnce, inFolder, jsonLines, type Exported } from './in-folder.js'

const ENTRIES = 12_000
const MIN_LENGTH = 15
const recipe = {
  source: { type: 'jsonl', path: 'in.jsonl' },
  metadata: { metadata_fields: ['category', 'tags'] },
  quality: { min_text_length: MIN_LENGTH },
  quality_metrics: { enable_metrics: true, track_per_sample: true },
  split: { key: 'answer', ratios: { train: 0.9, test: 0.1 } },
}

/** What a script of its own, which knows nothing of loradex, finds in the records. */
function keptApart(entries: readonly Entry[]) {
  const copies = new Map<string, number>()
  const kept = entries.filter(({ answer }) => {
    if (Array.from(answer).length < MIN_LENGTH) return false
    copies.set(answer, (copies.get(answer) ?? -1) + 1)
    return copies.get(answer) === 0
  })
  return { kept, copies }
}

function checkDistribution(distribution: Distribution, values: readonly number[]): void {
  const ascending = values.toSorted((left, right) => left - right)
  for (const [name, value] of Object.entries(distribution.quantiles ?? {})) {
    const rank = Math.ceil((Number(name.slice(1)) * values.length) / 100)
    assert.equal(value, ascending[rank - 1], name)
  }
  const { histogram, min, max } = distribution
  assert.deepEqual([min, max], [ascending[0], ascending.at(-1)])
  for (const [index, { from, to, count }] of histogram.entries()) {
    const isLast = index === histogram.length - 1
    const within = values.filter(
      (value) => value >= from && (value < to || (value === to && (isLast || from === to))),
    )
    assert.equal(count, within.length, `${from} to ${to}`)
  }
}

function countEach(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

describe('report.json about a real corpus', () => {
  let exported: Exported
  let apart: ReturnType<typeof keptApart>
  const entries = dictionary(ENTRIES)
  before(async () => {
    exported = await exportOnce({ files: { 'in.jsonl': jsonLines(entries) }, recipe })
    apart = keptApart(entries)
  })

  it('distributes lengths and weights as sorting them does', () => {
    const { emitted, counts } = exported.report
    assert.equal(counts.emitted, apart.kept.length)
    const lengths = apart.kept.map(({ answer }) => Array.from(answer).length)
    const weights = apart.kept.map(({ importance }) => importance)
    checkDistribution(emitted.length, lengths)
    checkDistribution(emitted.weight, weights)
    assert.equal(emitted.length.relative_error, 0)
  })

  it('distributes the lengths of each split over the same bins', () => {
    const { length, split_lengths } = exported.report.emitted
    const ofSplit = new Map<string, number[]>(Object.keys(split_lengths).map((name) => [name, []]))
    for (const line of exported.perSample) {
      const { split, length: own } = JSON.parse(line) as { split: string; length: number }
      ofSplit.get(split)?.push(own)
    }
    for (const [name, report] of Object.entries(split_lengths)) {
      checkDistribution(report, ofSplit.get(name) ?? [])
      assert.deepEqual(
        report.histogram.map(({ from, to }) => [from, to]),
        length.histogram.map(({ from, to }) => [from, to]),
      )
    }
    const { train, test } = split_lengths
    assert.equal(train?.drift, null)
    assert.equal(test?.drift?.against, 'train')
    // Halves of a hash have nothing to do with lengths.
    assert.ok(test.drift.psi < 2 * test.drift.psi_by_chance)
    assert.ok(test.drift.ks < 2 * test.drift.ks_by_chance)
  })

  it('counts categories of what was emitted', () => {
    const [category, tags, answer] = exported.report.categories
    const expected = [
      [category, countEach(apart.kept.map((entry) => entry.category))],
      [tags, countEach(apart.kept.flatMap((entry) => entry.tags))],
    ] as const
    for (const [found, counts] of expected) {
      assert.equal(found?.distinct, counts.size)
      assert.equal(found.samples, apart.kept.length)
      for (const { value, count: times } of found.values) {
        assert.equal(times, counts.get(String(value)), String(value))
      }
      const all = Array.from(counts.values()).reduce((sum, times) => sum + times, 0)
      assert.equal(
        found.values.reduce((sum, { count: times }) => sum + times, found.other),
        all,
      )
      const greatest = Math.max(...counts.values())
      assert.equal(found.values[0]?.count, greatest)
    }
    const countable = apart.kept.filter((entry) => entry.answer.length <= 100).length
    assert.deepEqual(
      [answer?.field, answer?.from, answer?.distinct, answer?.samples, answer?.uncounted],
      ['answer', 'split', countable, countable, apart.kept.length - countable],
    )
  })

  it('finds the same clusters of duplicates as a script', () => {
    const { duplicates, counts } = exported.report
    const repeated = Array.from(apart.copies).filter(([, copies]) => copies > 0)
    assert.equal(duplicates?.records, counts.dropped.duplicate)
    assert.equal(duplicates?.samples_repeated, repeated.length)
    // The order of the map is that of the first copies.
    const largest = repeated.toSorted(([, left], [, right]) => right - left).slice(0, 10)
    assert.deepEqual(
      duplicates?.largest.map(({ copies }) => copies),
      largest.map(([, copies]) => copies),
    )
    for (const [index, [answer]] of largest.entries()) {
      const cluster: DuplicateCluster | undefined = duplicates?.largest[index]
      const first = entries.findIndex((entry) => entry.answer === answer)
      const text = JSON.stringify({ instruction: 'Define it.', output: answer })
      assert.equal(cluster?.kept, `in.jsonl:${first + 1}`)
      assert.equal(cluster?.text, Array.from(text).slice(0, 240).join(''))
    }
  })

  it('shows 200 samples from all over the input, in its order', () => {
    const { samples } = exported.report.excerpts
    assert.equal(samples.length, 200)
    const lines = samples.map(({ at }) => Number(at.split(':')[1]))
    assert.deepEqual(
      lines,
      lines.toSorted((left, right) => left - right),
    )
    // Seven standard deviations either way.
    const early = lines.filter((line) => line <= entries.length / 2).length
    assert.ok(early > 50 && early < 150, `${early} of 200 in the first half`)
    for (const { at, line, split, weight } of samples.filter(({ clipped }) => !clipped)) {
      const entry = entries[Number(at.split(':')[1]) - 1]
      assert.equal((JSON.parse(line) as { output: string }).output, entry?.answer)
      assert.equal(weight, entry?.importance)
      assert.ok(exported.lines.get(split)?.includes(line))
    }
  })

  it('shows rejects of each reason, as they are in the rejects', () => {
    const { rejects } = exported.report.excerpts
    assert.equal(rejects.length, 200)
    const written = new Map(exported.rejects.map((reject) => [reject.at, reject]))
    for (const { clipped, ...shown } of rejects) {
      const { offset: _, ...reject } = written.get(shown.at) ?? {}
      assert.deepEqual(shown, reject)
      assert.equal(clipped, false)
    }
    const short = rejects.filter(({ code }) => code === 'text-too-short').length
    assert.equal(short, Math.min(100, exported.report.counts.dropped['text-too-short'] ?? 0))
  })

  it('says what the recipe was, without where it was written', () => {
    const { quality, output } = exported.report.recipe as Record<string, Record<string, unknown>>
    assert.equal(quality?.['min_text_length'], MIN_LENGTH)
    assert.equal(output?.['shard_bytes'], 268_435_456)
    assert.equal(output?.['path'], undefined)
  })
})

describe('report.json', () => {
  it('is the same in this thread and in others, with rows of each kind', async () => {
    // Four parts of 8 MiB, as fewer are read without other threads.
    const records = dictionary(25_000).map((entry) => ({ ...entry, ballast: 'x'.repeat(1200) }))
    const files = { 'in.jsonl': jsonLines(records) }
    await inFolder({ files, recipe }, async (folder) => {
      const { report, manifest } = await exportIn(folder, {
        args: ['--workers', '2'],
        target: 'two',
      })
      assert.ok(manifest.source.inputs.some(({ parts }) => parts > 3))
      const here = await exportIn(folder, { args: ['--limit', '25000'], target: 'here' })
      assert.deepEqual(here.report, report)
      assert.equal(here.manifest.files['report.json'], manifest.files['report.json'])
    })
  })

  it('is printed without single records', async () => {
    const files = { 'in.jsonl': dictionaryLines(300) }
    const { stdout, report } = await exportOnce({ files, recipe }, { args: ['--json'] })
    const { run, ...printed } = JSON.parse(stdout) as Record<string, unknown>
    const { excerpts, ...figures } = report
    assert.deepEqual(printed, figures)
    assert.ok(run !== undefined && excerpts.samples.length > 0)
  })

  it('shows as many rows as the recipe wants, and none', async () => {
    const files = { 'in.jsonl': dictionaryLines(3000) }
    for (const [sample_rows, reject_rows] of [
      [0, 0],
      [1, 2],
      [0, 7],
    ]) {
      const rows = { ...recipe, report: { sample_rows, reject_rows } }
      const { excerpts } = (await exportOnce({ files, recipe: rows })).report
      assert.deepEqual(
        [excerpts.samples.length, excerpts.rejects.length],
        [sample_rows, reject_rows],
      )
    }
  })

  it('has figures for no records and for one', async () => {
    const none = (await exportOnce({ files: { 'in.jsonl': '' }, recipe })).report
    assert.deepEqual(none.emitted.length, {
      min: 0,
      max: 0,
      mean: 0,
      quantiles: null,
      histogram: [],
      relative_error: 0,
    })
    assert.deepEqual(none.emitted.split_lengths['test']?.drift, null)
    assert.deepEqual([none.categories, none.excerpts], [[], { samples: [], rejects: [] }])
    const one = (await exportOnce({ files: { 'in.jsonl': dictionaryLines(1) }, recipe })).report
    const { quantiles, histogram } = one.emitted.length
    assert.deepEqual(new Set(Object.values(quantiles ?? {})), new Set([one.emitted.length.max]))
    assert.deepEqual(histogram, [
      { from: one.emitted.length.max, to: one.emitted.length.max, count: 1 },
    ])
  })

  it('leaves duplicates out where they are kept', async () => {
    const quality = { ...recipe.quality, skip_duplicates: false }
    const files = { 'in.jsonl': dictionaryLines(300) }
    const { report } = await exportOnce({ files, recipe: { ...recipe, quality } })
    assert.equal(report.duplicates, undefined)
    assert.equal(report.excerpts.samples.length, 200)
  })

  it('gives an example of the errors that are most frequent, and where it is', async () => {
    const structured_gen = {
      enable_schema_validation: true,
      json_schema: { properties: { output: { type: 'object' }, instruction: { minLength: 50 } } },
      reject_invalid_samples: false,
    }
    const files = { 'a.jsonl': `\n\n${dictionaryLines(20)}`, 'b.jsonl': dictionaryLines(20) }
    const source = { type: 'jsonl', path: '*.jsonl' }
    const { report } = await exportOnce({ files, recipe: { ...recipe, source, structured_gen } })
    const [first] = report.schema_validation?.top_errors ?? []
    assert.deepEqual(first, {
      keyword: 'minLength',
      schema_pointer: '/properties/instruction/minLength',
      count: 40,
      example: {
        at: 'a.jsonl:3',
        instance_pointer: '/instruction',
        message: "Field 'instruction' too short (min 50 chars)",
      },
    })
  })
})
