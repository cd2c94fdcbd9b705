import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { countBy, readExport, type Export } from '../read-export.js'
import { runCli } from '../run-cli.js'
import { realSets, type Apart, type RealSet } from './real-sets.js'
import { data, unpackData } from './unpack.js'

const skip = existsSync(data) ? false : 'the real data are not beside the project'

describe('exports of real data', { skip }, () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'real-data-'))
    unpackData()
  })
  after(() => rm(folder, { recursive: true }))

  async function exported(name: string, workers: number): Promise<Export> {
    const out = join(folder, `${name}-${workers}`)
    const recipe = `tests/real-data/recipes/${name}.yaml`
    const args = ['export', recipe, '--out', out, '--workers', String(workers)]
    const { code, stderr } = await runCli(args)
    assert.equal(code, 0, stderr)
    return readExport(out)
  }

  for (const set of realSets) {
    it(`counts, keeps and repeats ${set.name}`, async () => {
      const first = await exported(set.name, 1)
      checkCounts(first, set)
      if (set.apart) checkApart(first, set.apart)
      const second = await exported(set.name, 2)
      assert.deepEqual(second.manifest, first.manifest)
    })
  }

  it('gives the same shards for the same table in Parquet and in CSV', async () => {
    const shards = ['parquet-customers', 'csv-customers'].map(
      (name) => readExport(join(folder, `${name}-1`)).manifest.shards,
    )
    assert.deepEqual(shards[0], shards[1])
  })

  it('describes the adapter for the laws', () => {
    for (const [name, samples, type] of [
      ['gesetze-text', 2156, 'text-completion'],
      ['gesetze-instruction', 1300, 'question-answering'],
    ] as const) {
      const path = join(folder, `${name}-1`, 'adapter_metadata.json')
      const { task, training, custom } = JSON.parse(readFileSync(path, 'utf8')) as AdapterMetadata
      assert.deepEqual(task, { type, domain: 'legal', language: 'de' })
      assert.equal(training.num_samples, samples)
      assert.equal(custom['compliance'], 'GDPR-compliant')
    }
  })

  it('publishes nothing of an array that breaks off', async () => {
    const out = join(folder, 'broken-off')
    const path = `${data}/tau-bench/gpt-4o-airline.json.gz`
    const recipe = 'tests/real-data/recipes/tau-bench.yaml'
    const run = await runCli(['export', recipe, '--out', out, '--set', `source.path=${path}`])
    assert.equal(run.code, 7)
    assert.match(run.stderr, /source\.truncated: .*expected \] at the end/u)
    assert.equal(existsSync(out), false)
  })
})

interface AdapterMetadata {
  readonly task: object
  readonly training: { readonly num_samples: number }
  readonly custom: Readonly<Record<string, string>>
}

function checkCounts({ manifest, report }: Export, set: RealSet): void {
  const dropped = Object.values(set.dropped).reduce((sum, count) => sum + count, 0)
  assert.deepEqual(manifest.counts, {
    read: set.read,
    emitted: set.read - dropped,
    dropped: set.dropped,
  })
  assert.equal(report.schema_validation?.compliance_rate, set.compliance)
}

/** Holds reasons and samples against those of the script: the spelling of numbers aside, they are equal. */
function checkApart({ manifest, lines, rejects }: Export, apart: Apart): void {
  const samples = new Set<string>()
  const reasons: string[] = []
  for (const outcome of apart()) {
    const text = spell(outcome)
    if (typeof outcome === 'string') reasons.push(outcome)
    else if (samples.has(text)) reasons.push('duplicate')
    else samples.add(text)
  }
  assert.deepEqual(countBy(reasons), manifest.counts.dropped)
  const inOrder = rejects.map(({ code }) => code)
  assert.deepEqual(inOrder, reasons)

  const written = lines.map(sampleOf)
  const hasOneSplit = new Set(manifest.shards.map(({ split }) => split)).size === 1
  const expected = Array.from(samples)
  assert.ok(
    hasOneSplit ? isEqual(written, expected) : isEqual(written.toSorted(), expected.toSorted()),
    'the samples are not those of the script',
  )
}

/** Without printing what may be gigabytes. */
function isEqual(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index])
}

function sampleOf(line: string): string {
  const { weight: _, metadata: __, ...sample } = JSON.parse(line) as Record<string, unknown>
  return spell(sample)
}

/** As JSON without the `.0` that JSON.parse loses, be it in the text of an argument. */
function spell(sample: unknown): string {
  return JSON.stringify(sample).replaceAll(/(?<=\d)\.0(?=[,}\]])/gu, '')
}
