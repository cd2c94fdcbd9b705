import type { Level } from '#loradex/adapters/versions/bump-rule.js'
import { first, schema, sha, type Made } from './made-release.js'

/** Two releases that differ in one thing, and the level that the way from one to the other takes. */
export interface Pair {
  readonly name: string
  readonly one: Made
  readonly other: Made
  readonly there: Level
  readonly back: Level
}

const both = (name: string, level: Level, [one, other]: readonly [Made, Made]): Pair => ({
  name,
  one,
  other,
  there: level,
  back: level,
})

const said = (one: object, other: object): readonly [Made, Made] => [
  { metadata: one },
  { metadata: other },
]
const digest = (part: string): readonly [Made, Made] =>
  said(
    { 'loradex:digests': { base_model: { [part]: sha('a') } } },
    { 'loradex:digests': { base_model: { [part]: sha('9') } } },
  )
const training = (key: string, one: unknown, other: unknown): readonly [Made, Made] =>
  said({ training: { [key]: one } }, { training: { [key]: other } })
const peft = (one: object, other: object): readonly [Made, Made] => [{ peft: one }, { peft: other }]
const results = (...more: readonly object[]): object => ({
  'loradex:evaluation': [...first['loradex:evaluation'], ...more],
})
const weights = { 'loradex:digests': { adapter: { tensors: sha('9'), weights: sha('8') } } }

/** What the metadata, the options of LoRA and the weights say, by rule. */
export const saidPairs: readonly Pair[] = [
  both('V1 name', 'major', said({}, { base_model: { name: 'llama' } })),
  both('V1 version', 'major', said({}, { base_model: { version: 'v2' } })),
  both('V1 config', 'major', digest('config')),
  both('V1 weights', 'major', digest('weights')),
  both('V1 tokenizer', 'major', digest('tokenizer')),
  both(
    'V2 regex',
    'major',
    said({ 'loradex:decoding': { regex: 'a+' } }, { 'loradex:decoding': { regex: 'b+' } }),
  ),
  both(
    'V2 grammar',
    'major',
    said(
      { 'loradex:decoding': { grammar: { syntax: 'gbnf', digest: sha('1') } } },
      { 'loradex:decoding': { grammar: { syntax: 'gbnf', digest: sha('2') } } },
    ),
  ),
  both(
    'V2 a schema that is not at hand',
    'major',
    said(
      { 'loradex:decoding': { json_schema: { digest: sha('1') } } },
      { 'loradex:decoding': { json_schema: { digest: sha('2') } } },
    ),
  ),
  both('V3 template', 'major', digest('chat_template')),
  both('V4 task', 'major', said({}, { task: { type: 'summarization' } })),
  both('V4 language', 'major', said({}, { task: { language: 'en' } })),
  both('V4 method', 'major', peft({}, { peft_type: 'VERA' })),
  { ...both('V5 DoRA', 'major', peft({}, { use_dora: true })), back: 'minor' },
  { ...both('V5 rsLoRA', 'major', peft({}, { use_rslora: true })), back: 'minor' },
  { ...both('V5 bias', 'major', peft({}, { bias: 'all' })), back: 'minor' },
  {
    ...both('V5 alpha pattern', 'major', peft({}, { alpha_pattern: { q_proj: 4 } })),
    back: 'minor',
  },
  {
    ...both('V5 saved modules', 'major', peft({}, { modules_to_save: ['lm_head'] })),
    back: 'minor',
  },
  both('V5 alpha', 'minor', peft({}, { lora_alpha: 32 })),
  both('V5 dropout', 'minor', peft({}, { lora_dropout: 0.3 })),
  both('V6 data', 'minor', said({}, { 'loradex:digests': { data: { manifest: sha('2') } } })),
  both('V6 data set', 'minor', training('dataset_name', 'mails', 'letters')),
  both('V6 samples', 'minor', training('num_samples', 100, 101)),
  both('V6 epochs', 'minor', training('epochs', 3, 4)),
  both('V6 learning rate', 'minor', training('learning_rate', 1e-4, 2e-4)),
  both(
    'V6 optimizer',
    'minor',
    said(
      { 'loradex:training': { optimizer: 'adamw' } },
      { 'loradex:training': { optimizer: 'sgd' } },
    ),
  ),
  both('V7 domain', 'minor', said({}, { task: { domain: 'law' } })),
  {
    ...both(
      'V7 evaluation',
      'minor',
      said({}, results({ metric: 'accuracy', value: 0.8, dataset: { name: 'letters' } })),
    ),
    back: 'patch',
  },
  both('V8 note', 'patch', said({}, { custom: { note: 'x' } })),
  both('V8 author', 'patch', said({}, { provenance: { created_by: 'the mail team' } })),
  both('V9 rerun', 'patch', said({}, weights)),
  both(
    'V9 rerun that moved',
    'minor',
    said(
      {},
      {
        ...weights,
        'loradex:evaluation': [
          { metric: 'accuracy', value: 0.95, dataset: { name: 'mails', split: 'test' } },
        ],
      },
    ),
  ),
]

const answers = (one: object, other: object): readonly [Made, Made] => [
  { schema: one },
  { schema: other },
]
const member = (one: unknown, other: unknown): readonly [Made, Made] =>
  answers(
    { ...schema, properties: { ...schema.properties, score: one } },
    { ...schema, properties: { ...schema.properties, score: other } },
  )

/** The second schema allows what the first one does not, and the first no more than the second. */
const wider = (name: string, pair: readonly [Made, Made]): Pair => ({
  ...both(`V2 ${name}`, 'major', pair),
  back: 'minor',
})

/** Readers of either are surprised by the other. */
const different = (name: string, pair: readonly [Made, Made]): Pair =>
  both(`V2 ${name}`, 'major', pair)

const ref = { $ref: '#/$defs/size' }

const bounds = [
  ['maximum', 5, 6],
  ['exclusiveMaximum', 5, 6],
  ['minimum', 5, 4],
  ['exclusiveMinimum', 5, 4],
  ['maxLength', 5, 6],
  ['minLength', 5, 4],
  ['maxItems', 5, 6],
  ['minItems', 5, 4],
  ['maxProperties', 5, 6],
  ['minProperties', 5, 4],
] as const

/** What the schemas of answers say. */
export const schemaPairs: readonly Pair[] = [
  wider('another type besides', member({ type: 'number' }, { type: ['number', 'null'] })),
  wider('numbers for integers', member({ type: 'integer' }, { type: 'number' })),
  wider('any type', member({ type: 'string' }, {})),
  wider('a member that may be missing', answers(schema, { ...schema, required: [] })),
  wider('members besides', answers(schema, { ...schema, additionalProperties: true })),
  wider('any value', member({ enum: ['a', 'b'] }, {})),
  wider('any constant', member({ const: 'a' }, {})),
  wider('any pattern', member({ pattern: '^a' }, {})),
  wider('any format', member({ format: 'date' }, {})),
  wider('any multiple', member({ multipleOf: 2 }, {})),
  wider('items that repeat', member({ uniqueItems: true }, {})),
  wider('any items', member({ items: { type: 'string' } }, {})),
  wider(
    'deeper',
    member({ items: { items: { maximum: 1 } } }, { items: { items: { maximum: 2 } } }),
  ),
  wider(
    'a definition',
    answers(
      {
        ...schema,
        properties: { ...schema.properties, size: ref },
        $defs: { size: { maximum: 1 } },
      },
      {
        ...schema,
        properties: { ...schema.properties, size: ref },
        $defs: { size: { maximum: 2 } },
      },
    ),
  ),
  wider(
    'members of another type',
    member({ additionalProperties: { type: 'string' } }, { additionalProperties: {} }),
  ),
  wider(
    'fewer items of a kind',
    member({ contains: {}, minContains: 2 }, { contains: {}, minContains: 1 }),
  ),
  ...bounds.flatMap(([keyword, near, far]) => [
    wider(`${keyword} further out`, member({ [keyword]: near }, { [keyword]: far })),
    wider(`no ${keyword}`, member({ [keyword]: near }, {})),
  ]),
  different('a value more or less', member({ enum: ['a', 'b'] }, { enum: ['a', 'b', 'c'] })),
  different('another constant', member({ const: 'a' }, { const: 'b' })),
  different('another type', member({ type: 'string' }, { type: 'boolean' })),
  different('another pattern', member({ pattern: '^a' }, { pattern: '^b' })),
  different('another format', member({ format: 'date' }, { format: 'time' })),
  different(
    'a member more or less',
    answers(schema, { ...schema, properties: { ...schema.properties, more: {} } }),
  ),
  different(
    'a member that is always there',
    answers(schema, {
      ...schema,
      required: ['label', 'more'],
      properties: { ...schema.properties, more: {} },
    }),
  ),
]
