import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { folder, load, problemsOf, source } from './written-recipe.test.js'

async function warningsOf(section: string): Promise<readonly string[]> {
  const { warnings } = await load(`${source}structured_gen: { ${section} }\n`)
  return warnings
}

describe('loadRecipe', () => {
  it('reads YAML and the same in JSON', async () => {
    const { recipe, baseFolder, warnings } = await load(`# yaml-language-server: …\n${source}`)
    const json = '{\n\t"$schema": "x", "source": {"type": "jsonl", "path": "cases.jsonl"}}'
    assert.deepEqual((await load(json, { name: 'loradex.json' })).recipe, recipe)
    assert.deepEqual([baseFolder, warnings], [folder, []])
  })

  it('warns of a schema that no sample is held against, unless that was said', async () => {
    const schema = 'json_schema: { type: object }'
    const [warning = '', ...others] = await warningsOf(schema)
    assert.deepEqual(others, [])
    assert.match(
      warning,
      /:2:32 structured_gen\.json_schema: no sample is held against it; set enable_schema_validation to true/u,
    )
    for (const said of ['true', 'false']) {
      assert.deepEqual(await warningsOf(`${schema}, enable_schema_validation: ${said}`), [])
    }
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
      '2:10 dedup.zzzzzzzzzzzzzzz: unknown key',
    ],
    [
      'a misspelled name of a style',
      'style: instruction_tunning\n',
      '2:8 style: expected instruction_tuning, chat_completion, text_completion, preference or custom, saw "instruction_tunning", did you mean instruction_tuning?',
    ],
    [
      'a number in quotes',
      'adapter_metadata: { training_config: { lora_dropout: "0.1" } }\n',
      '2:54 adapter_metadata.training_config.lora_dropout: expected a number from 0 to 1, saw "0.1"',
    ],
    [
      'a number where a text belongs',
      'adapter_metadata: { custom_metadata: { score: 0.92 } }\n',
      '2:47 adapter_metadata.custom_metadata.score: expected a text, saw 0.92',
    ],
    [
      'NaN',
      'weighting: { default_weight: .nan }\n',
      '2:30 weighting.default_weight: expected a number from 0 to 1,000,000,000, saw NaN',
    ],
    [
      'infinity',
      'weighting: { freshness_half_life_days: .inf }\n',
      '2:40 weighting.freshness_half_life_days: expected a number above 0 and up to 365,000, saw Infinity',
    ],
    [
      'a negative limit',
      'quality: { min_text_length: -1 }\n',
      '2:29 quality.min_text_length: expected a whole number from 0 to 67,108,864, saw -1',
    ],
    [
      'a huge limit',
      'quality: { max_text_length: 67108865 }\n',
      '2:29 quality.max_text_length: expected a whole number from 0 to 67,108,864, saw 67,108,865',
    ],
    [
      'an integer that JavaScript would change',
      'output: { shard_bytes: 9007199254740993 }\n',
      '2:24 output.shard_bytes: expected a number up to 2^53, saw 9007199254740993',
    ],
    [
      'an integer that JavaScript would change, where nothing is by default',
      'gates: { min_samples: 9007199254740993 }\n',
      '2:23 gates.min_samples: expected a number up to 2^53, saw 9007199254740993',
    ],
    [
      'a list with an item that is none of its own',
      'metadata: { metadata_fields: [topic, 5] }\n',
      '2:38 metadata.metadata_fields.1: expected a text that is not empty, saw 5',
    ],
    [
      'a field of metadata that comes from nowhere',
      'metadata: { metadata_fields: { topic: 5 } }\n',
      '2:39 metadata.metadata_fields.topic: expected a path such as answer.text or /answer/text, { const: … } or { template: … }, saw 5',
    ],
    [
      'a field of metadata without a name',
      'metadata: { metadata_fields: { "": topic } }\n',
      '2:32 metadata.metadata_fields."": expected a text that is not empty, saw ""',
    ],
    [
      'a template that is no text',
      'field_mapping: { output_field: { template: 5 } }\n',
      '2:44 field_mapping.output_field.template: expected a text, saw 5',
    ],
    [
      'a field that is an empty section',
      'field_mapping: { output_field: {} }\n',
      '2:32 field_mapping.output_field: expected a path such as answer.text or /answer/text, { const: … } or { template: … }, saw an empty section',
    ],
    [
      'a lower limit above the upper, be that a default',
      'quality: { min_text_length: 8193 }\n',
      '2:29 quality.min_text_length: expected at most max_text_length, which is 8192, saw 8193',
    ],
    [
      'shares that do not sum to 1',
      'split: { key: id, ratios: { train: 0.9, test: 0.2 } }\n',
      '2:27 split.ratios: expected shares that sum to 1, saw a sum of 1.1',
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
      '2:8 style: expected a section custom with the template of the samples, saw none',
    ],
    [
      'validation without a schema',
      'structured_gen: { enable_schema_validation: true }\n',
      '2:45 structured_gen.enable_schema_validation: expected json_schema beside it, saw none',
    ],
    [
      'a schema in the output without a schema',
      'structured_gen: { include_schema_in_output: true }\n',
      '2:45 structured_gen.include_schema_in_output: expected json_schema beside it, saw none',
    ],
    ['a newer format', 'format_version: 2\n', '2:17 format_version: expected at most 1, saw 2'],
    [
      'a field that is none',
      'field_mapping: { text_field: { templat: x } }\n',
      '2:30 field_mapping.text_field: expected a path such as answer.text or /answer/text, { const: … } or { template: … }, saw a section with templat',
    ],
    [
      'a broken template',
      'field_mapping: { text_field: { template: "{{a | trimm}}" } }\n',
      '2:42 field_mapping.text_field.template: template 1:7: unknown filter "trimm", did you mean trim?',
    ],
    [
      'a broken template within a custom sample',
      'custom: { template: { messages: ["{{#if}}"] } }\n',
      '2:34 custom.template.messages.0: template 1:1: expected a path, saw none',
    ],
    ['a section without keys', 'quality:\n', '2:9 quality: expected keys with values, saw nothing'],
    [
      'a duplicate key, by the place of the second',
      'quality: {}\ngates: {}\nquality: {}\n',
      '4:1 quality: expected each key once, saw it again',
    ],
    [
      'a tag',
      'output: { path: !!js/function "() => 1" }\n',
      '2:31 output.path: expected no tag, saw "!!js/function"',
    ],
    [
      'an unknown alias',
      'output: { path: *there }\n',
      '2:17 output.path: expected an alias of an earlier anchor, saw one of nothing',
    ],
    [
      'a variable where none is replaced',
      'output: { path: "${HOME}/out" }\n',
      '2:17 output.path: expected no ${NAME} here, it is replaced only in source.url and source.headers',
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
