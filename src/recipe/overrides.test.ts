import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { failureOf, load, problemsOf, source } from './written-recipe.test.js'

describe('loadRecipe with overrides', () => {
  it('sets values by their type, and text as it stands', async () => {
    const overrides = [
      'quality.min_text_length=3',
      'quality.skip_duplicates=false',
      'source.path=*.jsonl',
      'adapter_metadata.domain="7"',
      'metadata.metadata_fields=[a, b]',
      'adapter_metadata.language=',
      'quality.min_text_length=4',
    ]
    const { recipe } = await load(source, { overrides })
    assert.deepEqual(recipe.source, { type: 'jsonl', path: '*.jsonl' })
    assert.equal(recipe.quality.min_text_length, 4)
    assert.equal(recipe.quality.skip_duplicates, false)
    assert.equal(recipe.adapter_metadata.domain, '7')
    assert.equal(recipe.adapter_metadata.language, '')
    assert.deepEqual(recipe.metadata.metadata_fields, ['a', 'b'])
  })

  const wrong: readonly (readonly [string, string])[] = [
    [
      'quality.min_txt_length=3',
      '--set quality.min_txt_length=3: unknown key, did you mean min_text_length?',
    ],
    ['nonsense', '--set nonsense: expected key=value, saw no ='],
    ['=3', '--set =3: expected key=value, saw no key'],
    [
      'gates={max_drop_rat: 1}',
      '--set gates={max_drop_rat: 1} gates.max_drop_rat: unknown key, did you mean max_drop_rate?',
    ],
    ['source.uri=https://u:hunter2@h', '--set source.uri=***: unknown key for type jsonl'],
  ]
  for (const [override, problem] of wrong) {
    it(`refuses ${override}`, async () => {
      assert.deepEqual(await problemsOf(source, { overrides: [override] }), [problem])
    })
  }

  it('leaves prototypes alone', async () => {
    await failureOf(source, { overrides: ['__proto__.polluted=1'] })
    assert.equal(Reflect.get({}, 'polluted'), undefined)
  })
})
