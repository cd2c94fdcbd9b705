import type { PlainJson } from '#loradex/kernel/plain-json.js'
import type { Chance } from './chance.js'
import { useBlanks } from './random-json.js'
import { randomRecord } from './random-record.js'
import { schemaFor } from './random-schema.js'

/** Settings of a recipe and the fields that its records have. */
export interface RandomCase {
  readonly recipe: Readonly<Record<string, PlainJson>>
  record(): string
}

export function randomCase(chance: Chance): RandomCase {
  useBlanks(chance.pick([0, 0, 0, 0.1, 1]))
  const style = chance.pick([
    'instruction_tuning',
    'text_completion',
    'preference',
    'chat_completion',
    'custom',
  ])
  const recipe: Record<string, PlainJson> = {
    source: { type: 'jsonl', path: 'records.jsonl' },
    style,
    field_mapping: mapping(style, chance),
    ...(style === 'custom' && { custom: customTemplate(chance) }),
    metadata: {
      include_metadata: chance.is(0.7),
      metadata_fields: chance.is(0.5)
        ? ['lang', 'score', 'tags'].slice(chance.below(3))
        : { language: 'lang', where: 'meta.where', kind: { const: 'x' }, all: 'meta' },
    },
    weighting: {
      enable_weights: chance.is(0.7),
      weight_field: chance.pick(['score', 'meta.weight', 'missing']),
      default_weight: chance.pick([1, 0.5, 2.25]),
      ...(chance.is(0.2) && { min_weight: 0.5, max_weight: 40 }),
    },
    quality: {
      min_text_length: chance.pick([0, 1, 5, 20]),
      max_text_length: chance.pick([30, 200, 5000]),
      skip_duplicates: true,
      skip_empty_outputs: chance.is(0.7),
    },
    ...(chance.is(0.3) && {
      split: {
        key: chance.pick(['id', 'question', 'meta.where']),
        ratios: { train: 0.5, test: 0.5 },
      },
    }),
    structured_gen: chance.is(0.6)
      ? {
          enable_schema_validation: true,
          reject_invalid_samples: chance.is(0.8),
          include_schema_in_output: chance.is(0.1),
          json_schema: schemaFor(style, chance),
        }
      : {},
  }
  const order = chance.is(0.8)
  return { recipe, record: () => randomRecord(chance, order) }
}

function mapping(style: string, chance: Chance): PlainJson {
  switch (style) {
    case 'instruction_tuning':
      return {
        instruction_field: chance.pick<PlainJson>([
          'question',
          'question',
          { template: 'Q: {{question}} ({{lang}})' },
          { const: 'Say it.' },
        ]),
        input_field: chance.pick<PlainJson>(['context', 'missing', 'meta.where', { const: '' }]),
        output_field: chance.pick<PlainJson>([
          'answer',
          'answer',
          'meta',
          'tags',
          { template: '{{answer}}\n"{{id}}"' },
        ]),
      }
    case 'preference':
      return {
        prompt_field: 'question',
        chosen_field: 'answer',
        rejected_field: chance.pick(['context', 'answer']),
      }
    case 'chat_completion':
      return {
        messages_field: chance.pick(['messages', 'meta.talk']),
        tools_field: chance.pick(['tools', 'tags']),
      }
    default:
      return {
        text_field: chance.pick<PlainJson>([
          'answer',
          'meta.where',
          { template: '{{question}} {{answer}}' },
        ]),
      }
  }
}

function customTemplate(chance: Chance): PlainJson {
  return {
    template: {
      q: '{{question}}',
      nested: { a: chance.pick(['{{answer}}', '<{{answer}}>']), n: 3 },
      ...(chance.is(0.5) && { score: '{{score}}' }),
      text: chance.pick(['{{answer}}!', 'A: {{answer}} / {{lang}}']),
    },
    output: '/text',
  }
}
