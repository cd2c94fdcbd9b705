import type { PlainJson } from '#loradex/kernel/plain-json.js'
import type { Chance } from './chance.js'
import { useBlanks } from './random-json.js'
import { randomRecord } from './random-record.js'
import { schemaFor, type Forms } from './random-schema.js'

/** Settings of a recipe and the fields that its records have. */
export interface RandomCase {
  readonly recipe: Readonly<Record<string, PlainJson>>
  record(): string
}

export function randomCase(chance: Chance, forms: Forms): RandomCase {
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
    field_mapping: mapping(style, chance, forms),
    ...(style === 'custom' && { custom: customTemplate(chance) }),
    metadata: {
      include_metadata: chance.is(0.7),
      metadata_fields: chance.is(0.5)
        ? ['lang', 'score', 'tags'].slice(chance.below(3))
        : {
            language: 'lang',
            where: 'meta.where',
            kind: { const: 'x' },
            all: 'meta',
            ...(chance.is(0.3) && { made: { template: randomTemplate(chance) } }),
          },
    },
    weighting: {
      enable_weights: chance.is(0.7),
      weight_field: chance.pick(['score', 'meta.weight', 'missing']),
      default_weight: chance.pick([1, 0.5, 2.25]),
      auto_weight_by_length: chance.is(0.3),
      ...(chance.is(0.2) && { min_weight: 0.5, max_weight: 40 }),
    },
    quality: {
      min_text_length: chance.pick([0, 1, 5, 20]),
      max_text_length: chance.pick([30, 200, 5000]),
      skip_duplicates: true,
      skip_empty_outputs: chance.is(0.7),
    },
    quality_metrics: { enable_metrics: true, track_distinct_ngrams: true },
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
          json_schema: schemaFor(style, chance, forms),
        }
      : {},
  }
  const order = chance.is(0.8)
  return { recipe, record: () => randomRecord(chance, { inOrder: order, forms }) }
}

function mapping(style: string, chance: Chance, forms: Forms): PlainJson {
  switch (style) {
    case 'instruction_tuning':
      return {
        instruction_field: chance.pick<PlainJson>([
          'question',
          'question',
          { template: 'Q: {{question}} ({{lang}})' },
          { template: randomTemplate(chance) },
          { const: 'Say it.' },
        ]),
        input_field: chance.pick<PlainJson>([
          'context',
          'missing',
          'meta.where',
          { const: '' },
          { template: randomTemplate(chance) },
        ]),
        output_field: chance.pick<PlainJson>([
          'answer',
          'answer',
          'meta',
          'tags',
          { template: '{{answer}}\n"{{id}}"' },
          { template: '{{answer | replace: "is", "was" | trim}}' },
          { template: randomTemplate(chance) },
        ]),
      }
    case 'preference':
      if (chance.is(0.4)) {
        const prompt_field = chance.pick(['missing', 'missing', 'lang', 'question'])
        return { prompt_field, chosen_field: 'left', rejected_field: 'right' }
      }
      return {
        prompt_field: chance.pick<PlainJson>([
          'question',
          'question',
          { template: randomTemplate(chance) },
        ]),
        chosen_field: chance.pick<PlainJson>([
          'answer',
          'answer',
          { template: randomTemplate(chance) },
        ]),
        rejected_field: chance.pick(['context', 'answer']),
      }
    case 'chat_completion':
      return {
        messages_field: chance.pick<PlainJson>([
          'messages',
          'messages',
          'meta.talk',
          ...(forms === 'all' ? ['missing'] : []),
          { template: '[{{#each messages}}{{#if @index}},{{/if}}{{. | json}}{{/each}}]' },
          {
            template:
              '[{"role":"user","content":{{question | json}}}, {"role":"assistant","content":{{answer | json}}}]',
          },
        ]),
        tools_field: chance.pick<PlainJson>([
          'tools',
          'tools',
          'tags',
          { template: '[{{#each tags}}{{#if @index}}, {{/if}}{{. | json}}{{/each}}]' },
        ]),
        ...(forms === 'all' && turnFields(chance)),
      }
    default:
      return {
        text_field: chance.pick<PlainJson>([
          'answer',
          'meta.where',
          { template: '{{question}} {{answer}}' },
          { template: randomTemplate(chance) },
        ]),
      }
  }
}

/** What stands for messages where there are none; without them, the default names, which no record has. */
function turnFields(chance: Chance): Readonly<Record<string, PlainJson>> {
  const textOf = (...paths: readonly string[]): PlainJson =>
    chance.is(0.8)
      ? chance.pick(paths)
      : chance.pick<PlainJson>([
          { template: randomTemplate(chance) },
          { const: chance.pick(['', ' \n', 'Be "brief".']) },
        ])
  return {
    ...(chance.is(0.6) && { system_field: textOf('lang', 'context', 'nobody', 'extra') }),
    ...(chance.is(0.9) && { user_field: textOf('question', 'question', 'meta.where', 'extra') }),
    ...(chance.is(0.9) && { assistant_field: textOf('answer', 'answer', 'id', 'context') }),
  }
}

function customTemplate(chance: Chance): PlainJson {
  return {
    template: {
      q: '{{question}}',
      nested: { a: chance.pick(['{{answer}}', '<{{answer}}>']), n: 3 },
      ...(chance.is(0.5) && { score: '{{score}}' }),
      ...(chance.is(0.3) && { list: ['{{lang}}', 'x {{id}}', { tags: '{{tags}}' }, 7] }),
      ...(chance.is(0.3) && { maybe: '{{context | default: "none"}}' }),
      text: chance.pick([
        '{{answer}}!',
        'A: {{answer}} / {{lang}}',
        '{{answer}}',
        '{{meta}}',
        randomTemplate(chance),
      ]),
    },
    ...(chance.is(0.8) && {
      output: chance.pick(['/text', '/text', '/nested', '/nested/a', '/list']),
    }),
  }
}

const paths = ['question', 'answer', 'lang', 'id', 'tags', 'meta', 'score', 'meta.where', 'missing']
const filters = [
  ' | trim',
  ' | json',
  ' | default: "no \\"thing\\""',
  ' | default: ""',
  ' | replace: "e", "\\"3\\\\"',
  ' | replace: "\\\\", "/"',
  ' | replace: "why", ""',
  ' | replace: "é", "e"',
]

/** A template whose parts most records have. */
function randomTemplate(chance: Chance): string {
  const value = (): string => {
    const steps = Array.from({ length: chance.pick([0, 0, 1, 1, 2, 3]) }, () =>
      chance.pick(filters),
    )
    return `{{${chance.pick(paths)}${steps.join('')}}}`
  }
  const part = (): string => {
    const path = chance.pick(paths)
    switch (chance.below(8)) {
      case 0:
        return `{{#if ${path}}}[${value()}{{else}}none{{/if}}`
      case 1:
        return `{{#if ${path}}}<{{${path}}}>{{/if}}`
      case 2:
        return '{{#each tags}}{{#if @index}}, {{/if}}{{.}}{{/each}}'
      case 3:
        return `{{#each messages}}{{. | json}}${chance.pick(['\n', '', '"'])}{{/each}}`
      default:
        return value()
    }
  }
  return Array.from({ length: 1 + chance.below(3) }, part).join(chance.pick([' ', '\n"', ' – ']))
}
