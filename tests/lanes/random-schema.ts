import type { PlainJson } from '#loradex/kernel/plain-json.js'
import type { Chance } from './chance.js'

const patterns = [
  '^[a-z]',
  'e',
  '\\s$',
  '^\\S[\\s\\S]*[^ ]$',
  '[а-яё]+|[一-龥]{2}',
  '^(?:why|is|the|sky|blue)\\b',
  '"|\\\\',
  '^.*$',
  '\\n(?:b|s)',
  '\\u0001',
  '(?:a|e){2,}|^.{0,12}$',
  '[^\\x00-\\u{ffff}]',
  '^$|\\d',
]

const toolLists: readonly PlainJson[] = [
  { contains: { properties: { type: { const: 'function' } }, required: ['type'] } },
  { minItems: 1, items: { type: 'object' } },
]

/** Forms that schemas, recipes and records may have: those that past seeds were found with, or all. */
export type Forms = 'first' | 'second' | 'third' | 'all'

/** A schema for the samples of a style, mostly one that many of them keep. */
export function schemaFor(style: string, chance: Chance, forms: Forms): PlainJson {
  const text: PlainJson = {
    type: 'string',
    ...(chance.is(0.5) && { minLength: chance.below(8) }),
    ...(chance.is(0.3) && { maxLength: 10 + chance.below(100) }),
    ...(chance.is(0.2) && { pattern: chance.pick(patterns) }),
    ...(chance.is(0.1) && { not: { pattern: chance.pick(patterns) } }),
  }
  const limits = forms === 'first' ? { type: 'number', minimum: 0 } : limitsOf(chance)
  const any = chance.pick<PlainJson>([
    true,
    text,
    { type: ['string', 'null'] },
    { enum: ['why is', 'blue', 'a"quote'] },
    { type: 'array', items: { type: 'string', maxLength: 60 }, maxItems: 3 },
    {
      type: 'object',
      properties: { where: text, weight: { type: 'number', minimum: 1, maximum: 42 } },
      required: ['where'],
    },
    { type: 'object', properties: { where: true }, additionalProperties: false },
    ...moreForms(forms, { text, limits, chance }),
  ])
  const schemas: Readonly<Record<string, PlainJson>> = {
    instruction_tuning: {
      type: 'object',
      properties: { instruction: text, input: chance.pick<PlainJson>([text, true]), output: any },
      required: chance.pick<PlainJson>([['instruction', 'output'], ['input'], []]),
      ...(chance.is(0.3) && { additionalProperties: false }),
    },
    text_completion: { properties: { text: any } },
    preference: {
      ...(chance.is(0.3) && { $schema: 'http://json-schema.org/draft-04/schema#' }),
      type: 'object',
      properties: { prompt: text, chosen: any },
      required: ['chosen'],
    },
    chat_completion: {
      type: 'object',
      properties: {
        messages: {
          type: 'array',
          minItems: chance.below(3),
          ...(chance.is(0.2) && {
            contains: { required: ['content'], properties: { content: { type: 'string' } } },
          }),
          items: {
            type: 'object',
            required: ['role', 'content'],
            properties: { role: { enum: ['user', 'assistant', 'system'] }, content: text },
            ...(chance.is(0.5) && { additionalProperties: false }),
          },
        },
        ...toolsOf(forms, chance),
      },
    },
    custom: {
      type: 'object',
      properties: {
        q: any,
        nested: {
          type: 'object',
          properties: {
            a: chance.pick<PlainJson>([true, { type: 'string' }]),
            n: { type: 'integer' },
          },
          required: ['n'],
        },
        score: scoreOf(forms, { limits, chance }),
      },
      required: ['text'],
    },
  }
  return schemas[style] ?? true
}

function toolsOf(forms: Forms, chance: Chance): Readonly<Record<string, PlainJson>> {
  return forms === 'all' && chance.is(0.3) ? { tools: chance.pick(toolLists) } : {}
}

function limitsOf(chance: Chance): PlainJson {
  return {
    type: chance.pick(['number', 'integer']),
    ...(chance.is(0.4) && { minimum: chance.pick([0, 1, 0.1]) }),
    ...(chance.is(0.4) && { exclusiveMinimum: chance.pick([0, 1, 0.1, -1]) }),
    ...(chance.is(0.4) && { exclusiveMaximum: chance.pick([1, 42, 0.5, 1e21]) }),
  }
}

interface Parts {
  readonly text: PlainJson
  readonly limits: PlainJson
  readonly chance: Chance
}

function moreForms(forms: Forms, { text, limits, chance }: Parts): readonly PlainJson[] {
  if (forms === 'first') return []
  const second = secondForms(text, limits)
  return forms === 'second' ? second : [...second, ...laterForms(chance)]
}

function scoreOf(forms: Forms, { limits, chance }: Omit<Parts, 'text'>): PlainJson {
  const isEarly = forms === 'first' || forms === 'second'
  return isEarly ? limits : chance.pick<PlainJson>([limits, valuesOf(chance)])
}

function laterForms(chance: Chance): readonly PlainJson[] {
  return [
    valuesOf(chance),
    { type: 'object', properties: { where: true, weight: valuesOf(chance) } },
    { type: 'array', items: valuesOf(chance) },
  ]
}

/** Of any types that are compared by value. */
function valuesOf(chance: Chance): PlainJson {
  return chance.pick<PlainJson>([
    { enum: [0, 1, 42, 0.1, -1] },
    { enum: [1, 2.5, 'why is', 'blue', true, null] },
    { type: 'integer', enum: [0, 1, 7, 1e3] },
    { type: ['number', 'boolean'], enum: [false, 1e21, 0.30000000000000004] },
    { const: 1 },
    { const: true },
    { enum: [true, false] },
  ])
}

function secondForms(text: PlainJson, limits: PlainJson): readonly PlainJson[] {
  return [
    { enum: ['why is', null] },
    { anyOf: [text, { type: 'null' }], default: null },
    { oneOf: [{ type: 'null' }, { type: 'array', items: text, maxItems: 2 }] },
    { allOf: [text] },
    {
      anyOf: [
        { type: 'object', properties: { weight: limits }, required: ['where'] },
        { type: 'null' },
      ],
    },
  ]
}
