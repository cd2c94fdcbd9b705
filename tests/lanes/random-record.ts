import type { Chance } from './chance.js'
import type { Forms } from './random-schema.js'
import { randomJson, randomNumber, randomText, spellObject, spellText } from './random-json.js'

const fieldNames = [
  'question',
  'answer',
  'context',
  'id',
  'meta',
  'lang',
  'tags',
  'score',
  'größe',
  'a.b',
  'extra',
]

/** A record in one of its spellings. */
export function randomRecord(
  chance: Chance,
  { inOrder, forms }: { readonly inOrder: boolean; readonly forms: Forms },
): string {
  const members: (readonly [string, string])[] = []
  for (const name of fieldNames)
    if (!chance.is(0.06)) members.push([name, fieldValue(name, chance)])
  members.push(...otherMembers(chance, members[0], forms))
  if (!inOrder || chance.is(0.05)) members.sort(() => (chance.is(0.5) ? 1 : -1))
  return spellObject(members, chance)
}

/** What not every record has; `first` may come again. */
function otherMembers(chance: Chance, first: readonly [string, string] | undefined, forms: Forms) {
  const members: (readonly [string, string])[] = []
  if (chance.is(0.9)) {
    const hasNone = forms === 'all' && chance.is(0.05)
    members.push(['messages', hasNone ? chance.pick(noMessages) : messages(chance)])
  }
  if (chance.is(0.2)) members.push(['tools', chance.pick(tools)])
  if (chance.is(0.5)) members.push(...transcripts(chance))
  if (chance.is(0.02)) members.push(first ?? ['question', '1'])
  if (chance.is(0.02)) members.push(['meta.where', '"dotted"'])
  if (chance.is(0.03))
    for (let key = 0; key < 70; key += 1) members.push([`r${chance.below(1000)}`, '1'])
  return members
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
          ['weight', randomNumber(chance)],
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
      return randomNumber(chance)
    case 'extra':
      return randomJson(chance)
    default:
      return spellText(randomText(chance), chance)
  }
}

/** Two that mostly begin alike. */
function transcripts(chance: Chance): readonly (readonly [string, string])[] {
  const turn = (): string =>
    chance.pick(['\n\nHuman:', '\n\nAssistant:', '\n\nAssistant: ', '\\n\n\nAssistant:', '']) +
    randomText(chance)
  const lead = Array.from({ length: chance.below(4) }, turn).join('')
  const [left, right] = ['left', 'right'].map((name) => {
    const text = lead + Array.from({ length: chance.below(3) }, turn).join('')
    return [name, chance.is(0.95) ? spellText(text, chance) : randomJson(chance)] as const
  })
  return left && right ? [left, right] : []
}

const tools = [
  '[]',
  '[ ]',
  'null',
  '""',
  '[{"type":"function"}]',
  '"[]"',
  '" [ ] "',
  '"[{\\"type\\": \\"function\\"}]"',
  '"[1"',
  '"none"',
  '{}',
]

const noMessages = ['null', 'null', '""', '[]', '{}', '"null"']

function messages(chance: Chance): string {
  const list = messageList(chance)
  return chance.is(0.1) ? spellText(list, chance) : list
}

function messageList(chance: Chance): string {
  if (chance.is(0.1)) return speakers(chance)
  const roles = ['system', 'user', 'assistant', 'tool', 'developer', 'function', 'moderator']
  const list = Array.from({ length: 1 + chance.below(4) }, (_, index) => {
    const role = chance.is(0.9) ? (index % 2 === 0 ? 'user' : 'assistant') : chance.pick(roles)
    const text = content(chance)
    const called = chance.is(0.1) ? calls(chance) : []
    const members: (readonly [string, string])[] = [['role', JSON.stringify(role)]]
    if (!called.some(([key]) => key === 'content')) members.push(['content', text])
    members.push(...called)
    if (chance.is(0.05)) members.reverse()
    if (chance.is(0.05)) members.push(['name', '"x"'])
    return spellObject(members, chance)
  })
  return `[${list.join(',')}]`
}

function content(chance: Chance): string {
  if (chance.is(0.9)) return spellText(randomText(chance), chance)
  return chance.pick([
    'null',
    '[]',
    `[{"type":"text","text":${spellText(randomText(chance), chance)}}, {"type":"image"}]`,
    '[{"text":"no type"}]',
    randomJson(chance),
  ])
}

function calls(chance: Chance): readonly (readonly [string, string])[] {
  const named = `{"id":"c1","function":{"name":"f","arguments":${spellText('{"a": 1.0}', chance)}}}`
  const called: readonly (readonly (readonly [string, string])[])[] = [
    [['tool_calls', `[${named}]`]],
    [['tool_calls', `[${named}, ${named}]`]],
    [['tool_calls', '[]']],
    [['tool_calls', 'null']],
    [['tool_calls', '[{"name":"f"}]']],
    [['function_call', '{"name":"f"}']],
    [['function_call', '[]']],
    ...nothingCalled,
  ]
  return chance.pick(called)
}

/** Beside an answer, an empty one and none. */
const nothingCalled: readonly (readonly (readonly [string, string])[])[] = [
  [['function_call', '{}']],
  [['function_call', '{ }']],
  [
    ['content', '""'],
    ['tool_calls', '[]'],
  ],
  [
    ['content', '""'],
    ['tool_calls', '[ ]'],
    ['function_call', '{}'],
  ],
  [
    ['content', 'null'],
    ['function_call', '{}'],
  ],
  [
    ['content', 'null'],
    ['tool_calls', '[]'],
    ['function_call', '{"name":"f"}'],
  ],
]

/** The other form of messages. */
function speakers(chance: Chance): string {
  const names = ['human', 'gpt', 'system', 'observation', 'function_call', 'function_response']
  const list = Array.from({ length: 1 + chance.below(4) }, (_, index) => {
    const from = chance.is(0.8)
      ? index % 2 === 0
        ? 'human'
        : 'gpt'
      : chance.pick([...names, 'who'])
    const members: (readonly [string, string])[] = [
      ['from', chance.is(0.97) ? JSON.stringify(from) : '7'],
      ['value', content(chance)],
    ]
    if (chance.is(0.1)) members.push(['weight', '1'])
    if (chance.is(0.03)) members.push(['content', '"x"'])
    if (chance.is(0.03)) members.push(['role', '"assistant"'])
    if (chance.is(0.1)) members.reverse()
    return spellObject(members, chance)
  })
  return `[${list.join(',')}]`
}
