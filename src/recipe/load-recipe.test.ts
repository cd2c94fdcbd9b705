import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { folder, load, problemsOf, source } from './written-recipe.test.js'

describe('loadRecipe', () => {
  it('reads YAML and the same in JSON', async () => {
    const { recipe, baseFolder, warnings } = await load(`# yaml-language-server: …\n${source}`)
    const json = '{\n\t"$schema": "x", "source": {"type": "jsonl", "path": "cases.jsonl"}}'
    assert.deepEqual((await load(json, { name: 'loradex.json' })).recipe, recipe)
    assert.deepEqual([baseFolder, warnings], [folder, []])
  })

  const problems: readonly (readonly [name: string, text: string, problem: string])[] = [
    [
      'an unknown key, by the place of the key',
      'quality:\n  min_txt_length: 3\n',
      '3:3 quality.min_txt_length: unknown key, did you mean min_text_length?',
    ],
    [
      'a key of another section',
      'min_text_length: 3\n',
      '2:1 min_text_length: unknown key, min_text_length belongs under quality',
    ],
    [
      'a key of the top within a section',
      'quality: { split: 3 }\n',
      '2:12 quality.split: unknown key, split belongs at the top',
    ],
    [
      'an unlikely key with the keys there are',
      'dedup: { zzzzzzzzzzzzzzz: 3 }\n',
      '2:10 dedup.zzzzzzzzzzzzzzz: unknown key, expected normalize',
    ],
    [
      'a misspelled name of a style',
      'style: instruction_tunning\n',
      '2:8 style: expected one of instruction_tuning, chat_completion, text_completion, preference, custom, saw string "instruction_tunning", did you mean instruction_tuning?',
    ],
    [
      'a number in quotes',
      'adapter_metadata: { training_config: { lora_dropout: "0.1" } }\n',
      '2:54 adapter_metadata.training_config.lora_dropout: expected a number from 0 to 1, saw string "0.1" (leave out the quotes)',
    ],
    [
      'a number where a text belongs',
      'adapter_metadata: { custom_metadata: { score: 0.92 } }\n',
      '2:47 adapter_metadata.custom_metadata.score: expected a text, saw 0.92 (put quotes around it)',
    ],
    [
      'NaN',
      'weighting: { default_weight: .nan }\n',
      '2:30 weighting.default_weight: expected a number from 0 to 1000000000, saw NaN',
    ],
    [
      'infinity',
      'weighting: { freshness_half_life_days: .inf }\n',
      '2:40 weighting.freshness_half_life_days: expected a number above 0 and up to 365000, saw Infinity',
    ],
    [
      'a negative limit',
      'quality: { min_text_length: -1 }\n',
      '2:29 quality.min_text_length: expected a whole number from 0 to 67108864, saw -1',
    ],
    [
      'a huge limit',
      'quality: { max_text_length: 67108865 }\n',
      '2:29 quality.max_text_length: expected a whole number from 0 to 67108864, saw 67108865',
    ],
    [
      'an integer that JavaScript would change',
      'output: { shard_bytes: 9007199254740993 }\n',
      '2:24 output.shard_bytes: expected a number up to 2^53, saw 9007199254740993',
    ],
    [
      'a lower limit above the upper, be that a default',
      'quality: { min_text_length: 8193 }\n',
      '2:29 quality.min_text_length: expected at most max_text_length (8192 by default), saw 8193',
    ],
    [
      'shares that do not sum to 1',
      'split: { key: id, ratios: { train: 0.9, test: 0.2 } }\n',
      '2:27 split.ratios: expected shares that sum to 1, saw 1.1',
    ],
    [
      'a split that cannot be a file name',
      'split: { key: id, ratios: { Train: 1 } }\n',
      '2:29 split.ratios.Train: expected a name of a-z, 0-9 and _ that starts with a letter and is not rejects, saw "Train"',
    ],
    [
      'a split called rejects',
      'split: { key: id, ratios: { rejects: 1 } }\n',
      '2:29 split.ratios.rejects: expected a name of a-z, 0-9 and _ that starts with a letter and is not rejects, saw "rejects"',
    ],
    [
      'a custom style without its template',
      'style: custom\n',
      '2:8 style: expected a section custom with a template, saw string "custom"',
    ],
    [
      'validation without a schema',
      'structured_gen: { enable_schema_validation: true }\n',
      '2:45 structured_gen.enable_schema_validation: expected false without json_schema, saw true',
    ],
    [
      'a schema in the output without a schema',
      'structured_gen: { include_schema_in_output: true }\n',
      '2:45 structured_gen.include_schema_in_output: expected false without json_schema, saw true',
    ],
    [
      'a newer format',
      'format_version: 2\n',
      '2:17 format_version: expected 1, saw 2: update loradex to read this recipe',
    ],
    [
      'a field that is none',
      'field_mapping: { text_field: { templat: x } }\n',
      '2:30 field_mapping.text_field: expected a path such as answer.text or /answer/text, { const: … } or { template: … }, saw an object with templat',
    ],
    [
      'a broken template',
      'field_mapping: { text_field: { template: "{{a | trimm}}" } }\n',
      '2:42 field_mapping.text_field.template: template 1:7: unknown filter "trimm", did you mean trim?',
    ],
    [
      'a broken template within a custom sample',
      'custom: { template: { messages: ["{{#if}}"] } }\n',
      '2:34 custom.template.messages.0: template 1:1: expected a path',
    ],
    ['a section without keys', 'quality:\n', '2:9 quality: expected an object, saw null'],
    [
      'a duplicate key, by the place of the second',
      'quality: {}\ngates: {}\nquality: {}\n',
      '4:1 quality: expected each key once, saw it again',
    ],
    [
      'a tag',
      'output: { path: !!js/function "() => 1" }\n',
      '2:31 output.path: expected no tag, saw !!js/function',
    ],
    [
      'an unknown alias',
      'output: { path: *there }\n',
      '2:17 output.path: expected an alias of an earlier anchor',
    ],
    [
      'a variable where none is replaced',
      'output: { path: "${HOME}/out" }\n',
      '2:17 output.path: ${NAME} is replaced only in source.url and in source.headers',
    ],
    [
      '__proto__',
      'adapter_metadata: { custom_metadata: { __proto__: x } }\n',
      '2:40 adapter_metadata.custom_metadata.__proto__: unknown key',
    ],
  ]
  for (const [name, text, problem] of problems) {
    it(`refuses ${name}`, async () => {
      assert.deepEqual(await problemsOf(source + text), [`loradex.yaml:${problem}`])
    })
  }
})
