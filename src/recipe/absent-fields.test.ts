import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { jsonl } from '../sources/jsonl.js'
import { absentFields } from './absent-fields.js'
import { checkRecipe } from './check-recipe.js'

const source = { type: 'jsonl', path: 'in.jsonl' } as const

async function linesOf(records: readonly object[], recipe: object): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'absent-'))
  try {
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join('')
    await writeFile(join(folder, 'in.jsonl'), text)
    const placed = { recipe: checkRecipe({ source, ...recipe }), baseFolder: folder }
    const files = jsonl({ path: 'in.jsonl', baseFolder: folder })
    return await absentFields(placed, files, await files.plan({ spoolFolder: '', partBytes: 1000 }))
  } finally {
    await rm(folder, { recursive: true })
  }
}

function manyRecords(count: number, last: object): readonly object[] {
  return [...Array.from({ length: count - 1 }, (_, id) => ({ id, question: 'q' })), last]
}

function linesBeside(
  column: string,
  style: string,
  field_mapping: object,
): Promise<readonly string[]> {
  const record = { question: 'q', answer: 'a', messages: [], [column]: 'x' }
  return linesOf([record], { style, field_mapping })
}

describe('absentFields', () => {
  it('finds nothing where the last of the first thousand has it', async () => {
    assert.deepEqual(await linesOf(manyRecords(1000, { answer: 'a' }), {}), [])
  })

  it('looks no further than that', async () => {
    assert.deepEqual(await linesOf(manyRecords(1001, { answer: 'a' }), {}), [
      'field_mapping.output_field: none of the first 1000 records has answer: they have id, question',
    ])
  })

  it('takes null for absent', async () => {
    const [line] = await linesOf([{ question: 'q', answer: null }, { question: 'q' }], {})
    assert.match(line ?? '', /none of the first 2 records has answer/u)
  })

  it('says nothing of an empty source, or of fields that may be absent', async () => {
    const complete = { question: 'q', answer: 'a' }
    assert.deepEqual(await linesOf([], {}), [])
    const recipe = {
      weighting: { weight_field: 'stars' },
      metadata: { metadata_fields: ['topic'] },
    }
    assert.deepEqual(await linesOf([complete], recipe), [])
  })

  it('speaks of a field that may be absent where its name looks misspelt', async () => {
    assert.deepEqual(
      await linesBeside('passage', 'instruction_tuning', { input_field: 'Passage' }),
      ['field_mapping.input_field: the first record does not have Passage, did you mean passage?'],
    )
    assert.deepEqual(await linesBeside('rules', 'chat_completion', { system_field: 'rule' }), [
      'field_mapping.system_field: the first record does not have rule, did you mean rules?',
    ])
    assert.deepEqual(await linesBeside('contexts', 'instruction_tuning', {}), [])
    assert.deepEqual(await linesBeside('tool', 'chat_completion', { system_field: 'rules' }), [])
  })

  it('speaks of each misspelt name in a template', async () => {
    const record = { question: 'q', answer: 'a', topic: 't' }
    const template =
      '{{question}} {{anser | default: ""}}{{#if topic}}{{topik}}{{topik}}{{/if}}{{gone}}'
    const meant = [
      'the first record does not have anser, did you mean answer?',
      'the first record does not have topik, did you mean topic?',
    ]
    const linesFor = async (key: string, recipe: object) => {
      assert.deepEqual(
        await linesOf([record], recipe),
        meant.map((line) => `${key}: ${line}`),
      )
    }
    const text_field = { template }
    await linesFor('field_mapping.text_field', {
      style: 'text_completion',
      field_mapping: { text_field },
    })
    await linesFor('metadata.metadata_fields.all', {
      metadata: { metadata_fields: { all: text_field } },
    })
    await linesFor('split.key', { split: { key: text_field, ratios: { train: 0.5, test: 0.5 } } })
  })

  it('takes any of the ways to give a conversation', async () => {
    for (const record of [{ messages: [] }, { user_message: 'Hi' }, { assistant_response: 'Hi' }]) {
      assert.deepEqual(await linesOf([record], { style: 'chat_completion' }), [])
    }
  })

  it('reads paths as the export does', async () => {
    const field_mapping = { instruction_field: '/q/0', output_field: 'a.text' }
    assert.deepEqual(await linesOf([{ q: ['x'], 'a.text': 'y' }], { field_mapping }), [])
  })

  it('finds columns whose names have dots, slashes or tildes', async () => {
    const columns = ['q.text', 'a/b~']
    const known = { ...jsonl({ path: 'in.jsonl', baseFolder: '.' }), columns: () => columns }
    const linesFor = (
      instruction_field: string,
      output_field: string,
    ): Promise<readonly string[]> =>
      absentFields(
        {
          recipe: checkRecipe({ source, field_mapping: { instruction_field, output_field } }),
          baseFolder: '.',
        },
        known,
        [],
      )
    assert.deepEqual(await linesFor('/q.text', '/a~1b~0'), [])
    assert.deepEqual(await linesFor('q.text', 'a/b~'), [])
    assert.deepEqual(await linesFor('/q/text', 'q.text'), [
      'field_mapping.instruction_field: no record has /q/text, did you mean q.text?',
    ])
  })
})
