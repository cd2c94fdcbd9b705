import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { compileSchema } from '#loradex/schema/validate/compile-schema.js'
import { parseJsonText } from '#loradex/kernel/parse-json.js'
import { exportIn, exportOnce, inFolder, jsonLines } from './in-folder.js'
import { digestsOf } from './read-export.js'
import { runLoradex } from './run-loradex.js'

const cases = Array.from({ length: 60 }, (_unused, index) => ({
  question: `Case ${index}?`,
  answer: { label: index % 2 === 0 ? 'open' : 'closed', score: index, when: '2024-02-29' },
}))
const recipe = {
  source: { type: 'jsonl', path: 'cases/*.jsonl' },
  structured_gen: { infer_schema: true },
}
const files = { 'cases/a.jsonl': jsonLines([...cases, ...cases.slice(0, 5), { question: 'Odd?' }]) }

interface Schema {
  readonly properties: { readonly output: { readonly properties: Record<string, unknown> } }
  readonly required: readonly string[]
  readonly $comment: string
}

async function schemaIn(folder: string): Promise<{ text: string; schema: Schema }> {
  const text = await readFile(join(folder, 'inferred_schema.json'), 'utf8')
  return { text, schema: JSON.parse(text) as Schema }
}

describe('structured_gen.infer_schema', () => {
  it('writes what the samples have in common, and what it rests on', async () => {
    await inFolder({ recipe, files }, async (folder) => {
      const { manifest } = await exportIn(folder)
      const { text, schema } = await schemaIn(join(folder, 'out'))
      assert.equal(schema.$comment, 'in all 65')
      assert.deepEqual(schema.required, ['instruction', 'output'])
      assert.deepEqual(schema.properties.output.properties['label'], {
        type: 'string',
        enum: ['open', 'closed'],
        $comment: 'in all 65; 4 to 6 characters',
      })
      assert.deepEqual(schema.properties.output.properties['when'], {
        type: 'string',
        format: 'date',
        $comment: 'in all 65; 10 characters',
      })
      const digest = createHash('sha256').update(text).digest('hex')
      assert.equal(manifest.files['inferred_schema.json'], digest)
      assert.equal(manifest.counts.dropped['missing-field'], 1)
    })
  })

  it('accepts the samples of the export', async () => {
    await inFolder({ recipe, files }, async (folder) => {
      await exportIn(folder)
      const { text } = await schemaIn(join(folder, 'out'))
      const { accepts } = compileSchema(parseJsonText(text) ?? null)
      const samples = await readFile(join(folder, 'out', 'train-00000-of-00001.jsonl'), 'utf8')
      for (const line of samples.trimEnd().split('\n')) {
        assert.ok(accepts(parseJsonText(line) ?? null), line)
      }
      assert.ok(!accepts(parseJsonText('{"instruction":"a","output":{"label":"other"}}') ?? null))
    })
  })

  it('gives the same bytes for any number of workers, in the object lane and in any cut', async () => {
    const lines = Array.from({ length: 5000 }, (_unused, index) => ({
      question: `Question ${index} ${'?'.repeat(2000)}`,
      answer: { type: `t${index % 3}`, [`of_t${index % 3}`]: index, note: `n${index % 90}` },
    }))
    const many = { 'cases/a.jsonl': jsonLines(lines), 'cases/b.jsonl': jsonLines(cases) }
    await inFolder({ recipe, files: many }, async (folder) => {
      const { manifest } = await exportIn(folder, { args: ['--workers', '1'], target: 'one' })
      assert.ok(manifest.source.inputs.some(({ parts }) => parts > 1))
      const expected = await digestsOf(join(folder, 'one'))
      assert.ok('inferred_schema.json' in expected)
      for (const args of [
        ['--workers', '2'],
        ['--lane', 'object'],
      ]) {
        await exportIn(folder, { args, target: args.join('') })
        assert.deepEqual(await digestsOf(join(folder, args.join(''))), expected, args.join(' '))
      }
    })
  })

  it('says that it builds each record as an object', async () => {
    const { stderr } = await exportOnce({ recipe, files }, { args: ['--explain'] })
    assert.match(stderr, /structured_gen\.infer_schema/u)
  })

  it('stands beside a schema, which decides alone, and knows only the samples that keep it', async () => {
    const structured_gen = {
      infer_schema: true,
      enable_schema_validation: true,
      json_schema: { properties: { output: { properties: { score: { maximum: 39 } } } } },
    }
    await inFolder({ recipe: { ...recipe, structured_gen }, files }, async (folder) => {
      const { manifest } = await exportIn(folder)
      assert.equal(manifest.counts.dropped['schema-violation'], 20)
      const { schema } = await schemaIn(join(folder, 'out'))
      assert.equal(schema.$comment, 'in all 45')
      assert.ok('schema.json' in manifest.files)
    })
  })

  it('writes none unless it is asked to', async () => {
    const { manifest } = await exportOnce({ recipe: { source: recipe.source }, files })
    assert.ok(!('inferred_schema.json' in manifest.files))
  })

  it('agrees with loradex schema infer', async () => {
    const unique = { 'cases/a.jsonl': jsonLines(cases) }
    await inFolder({ recipe, files: unique }, async (folder) => {
      await exportIn(folder)
      const { text } = await schemaIn(join(folder, 'out'))
      const outcome = await runLoradex(['schema', 'infer', 'loradex.yaml'], { cwd: folder })
      assert.equal(outcome.stdout, text)
    })
  })
})
