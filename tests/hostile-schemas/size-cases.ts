import type { Json } from '#loradex/kernel/json-value.js'
import { judged, refused, times, type HostileGroup } from './hostile-case.js'

function nested(levels: number, wrap: (inner: Json) => Json): Json {
  return times(levels, () => 0).reduce((inner: Json) => wrap(inner), new Map())
}

const within = (key: string, inner: Json): Json => new Map([[key, inner]])

const wraps: readonly (readonly [name: string, wrap: (inner: Json) => Json])[] = [
  ['not', (inner) => within('not', inner)],
  ['allOf', (inner) => within('allOf', [inner])],
  ['items', (inner) => within('items', inner)],
  ['properties', (inner) => within('properties', within('a', inner))],
  ['if', (inner) => within('if', inner)],
  ['$defs', (inner) => within('$defs', within('a', inner))],
  ['const', (inner) => within('const', [inner])],
  ['x-own', (inner) => within('x-own', inner)],
]

export const sizeCases: readonly HostileGroup[] = [
  {
    title: 'depth',
    cases: [
      ...wraps.map(([name, wrap]) =>
        refused(`${name}, 5,000 levels`, () => nested(5000, wrap), ''),
      ),
      ...wraps
        .filter(([name]) => name !== 'const')
        .map(([name, wrap]) =>
          judged(`${name}, 200 levels`, () => nested(200, wrap), { valid: ['{}'] }),
        ),
    ],
  },
  {
    title: 'width',
    cases: [
      refused('300,000 values', () => ({ enum: times(300_000, (index) => index) }), ''),
      refused(
        '300,000 keys',
        () => Object.fromEntries(times(300_000, (index) => [`k${index}`, 0])),
        '',
      ),
      judged('an enumeration of 20,000', () => ({ enum: times(20_000, (index) => `v${index}`) }), {
        valid: ['"v19999"'],
        invalid: ['"v20000"'],
      }),
      judged(
        'an enumeration of 5,000 objects',
        () => ({ enum: times(5000, (index) => ({ a: [index] })) }),
        {
          valid: ['{"a":[4999]}', '{"a":[4.999e3]}'],
          invalid: ['{"a":[5000]}'],
        },
      ),
      judged('20,000 required keys', () => ({ required: times(20_000, (index) => `k${index}`) }), {
        invalid: ['{}'],
      }),
      judged(
        '3,000 properties',
        { properties: Object.fromEntries(times(3000, (index) => [`k${index}`, { type: 'null' }])) },
        { valid: ['{"k2999":null}'], invalid: ['{"k2999":1}'] },
      ),
      judged(
        '300 patterns over 300 keys',
        { patternProperties: Object.fromEntries(times(300, (index) => [`^a+${index}$`, false])) },
        {
          valid: [() => Object.fromEntries(times(300, (index) => [`b${index}`, 1]))],
          invalid: ['{"aa7":1}'],
        },
      ),
      judged(
        '500 dependent schemas that are the same',
        { dependentSchemas: Object.fromEntries(times(500, () => ['a', { required: ['b'] }])) },
        { invalid: ['{"a":1}'] },
      ),
      judged(
        'a constant of 100,000 characters',
        { const: 'x'.repeat(1e5) },
        {
          valid: [() => 'x'.repeat(1e5)],
          invalid: ['"x"'],
        },
      ),
    ],
  },
  {
    title: 'uniqueItems, contains and lists',
    cases: [
      judged(
        '20,000 numbers',
        { uniqueItems: true },
        {
          valid: [() => times(20_000, (index) => index)],
          invalid: [() => [...times(20_000, (index) => index), 0]],
        },
      ),
      judged(
        '4,000 objects',
        { uniqueItems: true },
        {
          valid: [() => times(4000, (index) => ({ a: { b: index } }))],
          invalid: [() => [...times(4000, (index) => ({ a: index, b: 1 })), { b: 1, a: 3999 }]],
        },
      ),
      judged(
        '4,000 lists',
        { uniqueItems: true },
        {
          valid: [() => times(4000, (index) => [[index]])],
          invalid: [() => [...times(4000, (index) => [[index]]), [[7]]]],
        },
      ),
      judged(
        'spellings of one number',
        { uniqueItems: true },
        {
          valid: ['[1,"1",true,[1],{"a":1}]'],
          invalid: ['[1,1.0]', '[100,1e2]', '[0,-0]', '[1.10,1.1]'],
        },
      ),
      judged(
        'contains over 20,000 items',
        { contains: { const: -1 }, minContains: 1, maxContains: 1 },
        {
          valid: [() => [...times(20_000, (index) => index), -1]],
          invalid: [() => times(20_000, (index) => index), () => [-1, ...times(20_000, () => -1)]],
        },
      ),
      judged(
        'unevaluatedItems over 5,000 items',
        { contains: { type: 'integer' }, unevaluatedItems: { type: 'string' } },
        {
          valid: [() => times(5000, (index) => (index % 2 ? index : 'x'))],
          invalid: [() => [...times(5000, (index) => index), null]],
        },
      ),
    ],
  },
]
