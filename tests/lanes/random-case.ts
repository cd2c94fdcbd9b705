import type { PlainJson } from '#loradex/kernel/plain-json.js'

/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface Chance {
  /** From 0 up to `count`, exclusive. */
  below(count: number): number
  /** True with this probability. */
  is(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number): number => Math.floor(next() * count)
  return {
    below,
    is: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
  }
}

const words = [
  'why', 'is', 'the', 'sky', 'blue', 'Müller', 'naïve', 'größer', 'где', 'почему', '为什么', '天空',
  'سؤال', 'कहाँ', '🙂', '👩‍💻', 'a"quote', 'back\\slash', 'tab\there', 'line\nbreak', '\u2028', '/', '\u00a0',
  '\u3000', '\ufeff', '\u007f', '\u0001', 'x'.repeat(40), 'é', 'e\u0301', '0', 'null', '{}', '[1]',
]

/** Mostly some words, now and then nothing or blanks. */
export function randomText(chance: Chance): string {
  if (chance.is(0.03)) return chance.pick(['', ' ', '\n', '\u3000', '\u00a0 ', '\ufeff'])
  const count = 1 + chance.below(chance.is(0.1) ? 60 : 6)
  return Array.from({ length: count }, () => chance.pick(words)).join(chance.is(0.9) ? ' ' : '')
}

const numbers = [
  '0', '1', '7', '42', '-3', '0.5', '1.0', '1.50', '2.25', '-0', '-0.0', '1e2', '1E-2', '0.000001', '0.0000001',
  '123456789012345', '1234567890123456', '12345678901234567890', '0.1234567890123456', '1e400', '99.5', '10',
]

/** A value as JSON text, in one of its spellings. */
export function randomJson(chance: Chance, depth = 0): string {
  const kind = chance.below(depth > 3 ? 5 : 8)
  if (kind < 3) return spellText(randomText(chance), chance)
  if (kind === 3) return chance.pick(numbers)
  if (kind === 4) return chance.pick(['true', 'false', 'null'])
  if (kind === 5 || kind === 6) {
    const items = Array.from({ length: chance.below(4) }, () => randomJson(chance, depth + 1))
    return `[${blank(chance)}${items.join(`,${blank(chance)}`)}]`
  }
  return spellObject(
    Array.from({ length: chance.below(4) }, (_, index) => [
      chance.is(0.8) ? `k${index}` : chance.pick(words),
      randomJson(chance, depth + 1),
    ]),
    chance,
  )
}

export function spellObject(
  members: readonly (readonly [string, string])[],
  chance: Chance,
): string {
  const written = members.map(([key, value]) => {
    const name = chance.is(0.99) ? JSON.stringify(key) : spellText(key, chance)
    return `${name}${blank(chance)}:${blank(chance)}${value}`
  })
  return `{${blank(chance)}${written.join(`${blank(chance)},${blank(chance)}`)}${blank(chance)}}`
}

/** A text in one of its many spellings. */
export function spellText(text: string, chance: Chance): string {
  const written = JSON.stringify(text)
  if (chance.is(0.8)) return written
  const rate = chance.pick([0.05, 0.5, 1])
  let spelled = ''
  for (const unit of text.split('')) {
    const code = unit.charCodeAt(0)
    const isHalf = code >= 0xd800 && code < 0xe000
    const mustEscape = code < 0x20 || unit === '"' || unit === '\\'
    if (unit === '/' && chance.is(rate)) spelled += '\\/'
    else if (chance.is(rate) && !isHalf) {
      const hex = code.toString(16).padStart(4, '0')
      spelled += `\\u${chance.is(0.5) ? hex : hex.toUpperCase()}`
    } else spelled += mustEscape ? JSON.stringify(unit).slice(1, -1) : unit
  }
  return `"${spelled}"`
}

let blankRate = 0
/** How often there are blanks between tokens, for the records to come. */
export function useBlanks(rate: number): void {
  blankRate = rate
}

function blank(chance: Chance): string {
  return chance.is(blankRate) ? chance.pick([' ', '  ', '\t', ' \r ']) : ''
}

const marks = Buffer.from('{}[]",:\\u0eE+-.123 tfn\té🙂/')

/** The record with a few bytes changed, cut out or put in. */
export function damage(record: string, chance: Chance): Buffer {
  let bytes = Buffer.from(record)
  const count = 1 + chance.below(2)
  for (let index = 0; index < count && bytes.length > 0; index += 1) {
    const at = chance.below(bytes.length)
    switch (chance.below(5)) {
      case 0:
        bytes[at] = marks[chance.below(marks.length)] ?? 0
        break
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + chance.below(3))])
        break
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), marks.subarray(chance.below(marks.length)), bytes.subarray(at)])
        break
      case 3:
        bytes[at] = chance.below(256)
        break
      default:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(chance.below(at + 1))])
    }
  }
  return bytes
}

/** Settings of a recipe and the fields that its records have. */
export interface RandomCase {
  readonly recipe: Readonly<Record<string, PlainJson>>
  record(): string
}

const fieldNames = ['question', 'answer', 'context', 'id', 'meta', 'lang', 'tags', 'score', 'größe', 'a.b', 'extra']

export function randomCase(chance: Chance): RandomCase {
  useBlanks(chance.pick([0, 0, 0, 0.1, 1]))
  const style = chance.pick(['instruction_tuning', 'text_completion', 'preference', 'chat_completion', 'custom'])
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
    ...(chance.is(0.3) && { split: { key: chance.pick(['id', 'question', 'meta.where']), ratios: { train: 0.5, test: 0.5 } } }),
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
        instruction_field: chance.pick<PlainJson>(['question', 'question', { template: 'Q: {{question}} ({{lang}})' }, { const: 'Say it.' }]),
        input_field: chance.pick<PlainJson>(['context', 'missing', 'meta.where', { const: '' }]),
        output_field: chance.pick<PlainJson>(['answer', 'answer', 'meta', 'tags', { template: '{{answer}}\n"{{id}}"' }]),
      }
    case 'preference':
      return { prompt_field: 'question', chosen_field: 'answer', rejected_field: chance.pick(['context', 'answer']) }
    case 'chat_completion':
      return { messages_field: chance.pick(['messages', 'meta.talk']), tools_field: chance.pick(['tools', 'tags']) }
    default:
      return { text_field: chance.pick<PlainJson>(['answer', 'meta.where', { template: '{{question}} {{answer}}' }]) }
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

function schemaFor(style: string, chance: Chance): PlainJson {
  const text: PlainJson = {
    type: 'string',
    ...(chance.is(0.5) && { minLength: chance.below(8) }),
    ...(chance.is(0.3) && { maxLength: 10 + chance.below(100) }),
  }
  const any = chance.pick<PlainJson>([
    true,
    text,
    { type: ['string', 'null'] },
    { enum: ['why is', 'blue', 'a"quote'] },
    { type: 'array', items: { type: 'string', maxLength: 60 }, maxItems: 3 },
    { type: 'object', properties: { where: text, weight: { type: 'number', minimum: 1, maximum: 42 } }, required: ['where'] },
    { type: 'object', properties: { where: true }, additionalProperties: false },
  ])
  const schemas: Readonly<Record<string, PlainJson>> = {
    instruction_tuning: {
      type: 'object',
      properties: { instruction: text, input: chance.pick<PlainJson>([text, true]), output: any },
      required: chance.pick<PlainJson>([['instruction', 'output'], ['input'], []]),
      ...(chance.is(0.3) && { additionalProperties: false }),
    },
    text_completion: { properties: { text: any } },
    preference: { type: 'object', properties: { prompt: text, chosen: any }, required: ['chosen'] },
    chat_completion: {
      type: 'object',
      properties: {
        messages: {
          type: 'array',
          minItems: chance.below(3),
          items: {
            type: 'object',
            required: ['role', 'content'],
            properties: { role: { enum: ['user', 'assistant', 'system'] }, content: text },
            ...(chance.is(0.5) && { additionalProperties: false }),
          },
        },
      },
    },
    custom: {
      type: 'object',
      properties: { q: any, nested: { type: 'object', properties: { a: chance.pick<PlainJson>([true, { type: 'string' }]), n: { type: 'integer' } }, required: ['n'] }, score: { type: 'number', minimum: 0 } },
      required: ['text'],
    },
  }
  return schemas[style] ?? true
}

function randomRecord(chance: Chance, inOrder: boolean): string {
  const members: (readonly [string, string])[] = []
  for (const name of fieldNames) if (!chance.is(0.06)) members.push([name, fieldValue(name, chance)])
  if (chance.is(0.9)) members.push(['messages', messages(chance)])
  if (chance.is(0.2)) members.push(['tools', chance.pick(['[]', 'null', '""', '[{"type":"function"}]', '"[]"'])])
  if (chance.is(0.02)) members.push(members[0] ?? ['question', '1'])
  if (chance.is(0.02)) members.push(['meta.where', '"dotted"'])
  if (chance.is(0.03)) for (let key = 0; key < 70; key += 1) members.push([`r${chance.below(1000)}`, '1'])
  if (!inOrder || chance.is(0.05)) members.sort(() => (chance.is(0.5) ? 1 : -1))
  return spellObject(members, chance)
}

function fieldValue(name: string, chance: Chance): string {
  if (chance.is(0.04)) return randomJson(chance)
  switch (name) {
    case 'id':
      return chance.is(0.5) ? String(chance.below(1e6)) : `"id-${chance.below(1e6)}"`
    case 'meta':
      return spellObject(
        [
          ['where', spellText(randomText(chance), chance)],
          ['weight', chance.pick(numbers)],
          ['talk', messages(chance)],
          ['more', randomJson(chance, 2)],
        ],
        chance,
      )
    case 'lang':
      return chance.pick(['"en"', '"de"', '"zh"', 'null'])
    case 'tags':
      return chance.pick(['[]', '["a"]', '["a","b"]', '["a", "b" ]', '[null,"a"]', '[1,2.5]'])
    case 'score':
      return chance.pick(numbers)
    case 'extra':
      return randomJson(chance)
    default:
      return spellText(randomText(chance), chance)
  }
}

function messages(chance: Chance): string {
  const roles = ['system', 'user', 'assistant', 'tool', 'developer', 'function', 'moderator']
  const list = Array.from({ length: 1 + chance.below(4) }, (_, index) => {
    const role = chance.is(0.9) ? (index % 2 === 0 ? 'user' : 'assistant') : chance.pick(roles)
    const members: (readonly [string, string])[] = [
      ['role', JSON.stringify(role)],
      ['content', chance.is(0.97) ? spellText(randomText(chance), chance) : randomJson(chance)],
    ]
    if (chance.is(0.05)) members.reverse()
    if (chance.is(0.05)) members.push(['name', '"x"'])
    return spellObject(members, chance)
  })
  return `[${list.join(',')}]`
}
