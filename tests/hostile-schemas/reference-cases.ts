import { judged, refused, times, type HostileGroup } from './hostile-case.js'

const remote = [
  'http://169.254.169.254/latest/meta-data/',
  'http://[::1]/schema',
  'http://localhost:9/schema',
  'https://example.org/schema.json',
  'https://user:password@example.org/schema.json',
  'file:///etc/passwd',
  'FILE:///etc/passwd',
  'ftp://example.org/s',
  'data:application/json,true',
  'javascript:alert(1)',
  'urn:uuid:123e4567-e89b-12d3-a456-426655440000',
  '//example.org/s',
  '../secret.json',
  '/etc/passwd',
  'schema.json#/a',
  'gopher://x/',
  'blob:x',
  'node:fs',
]

const deadEnds = [
  '#/$defs/no',
  '#no',
  '#/$defs/__proto__',
  '#/constructor',
  '#/$defs/toString',
  '#/%2E%2E',
  '#/properties/-1',
]

/** Each level refers to the next one twice: 2^depth ways through. */
function doubling(depth: number, keyword: string): unknown {
  const $defs = Object.fromEntries(
    times(depth, (level) => {
      const next = { $ref: `#/$defs/d${level + 1}` }
      return [`d${level}`, { [keyword]: [next, next] }]
    }),
  )
  return { $ref: '#/$defs/d0', $defs: { ...$defs, [`d${depth}`]: { type: 'integer' } } }
}

const tree = {
  properties: { left: { $ref: '#' }, right: { $ref: '#' }, next: { $ref: '#' } },
  additionalProperties: false,
}

function chain(levels: number, last: unknown = {}): unknown {
  return times(levels, () => 'next').reduce((value: unknown, key) => ({ [key]: value }), last)
}

const branching = {
  anyOf: [
    { properties: { next: { $ref: '#' } }, required: ['a'] },
    { properties: { next: { $ref: '#' } }, required: ['b'] },
    { properties: { next: { $ref: '#' } }, not: { required: ['c'] } },
  ],
}

export const referenceCases: readonly HostileGroup[] = [
  {
    title: 'references that lead out or nowhere',
    cases: [
      ...remote.map(($ref) => refused(`$ref ${$ref}`, { $ref }, '/$ref')),
      ...remote
        .slice(0, 4)
        .map(($dynamicRef) =>
          refused(`$dynamicRef ${$dynamicRef}`, { $dynamicRef }, '/$dynamicRef'),
        ),
      ...deadEnds.map(($ref) => refused(`$ref ${$ref}`, { $ref }, '/$ref')),
      refused('$ref within a foreign $id', { $id: 'https://example.org/a', $ref: 'b' }, '/$ref'),
      refused('an unknown dialect', { $schema: 'https://example.org/schema' }, '/$schema'),
      refused('a dialect that is no text', { $schema: { $ref: '#' } }, '/$schema'),
    ],
  },
  {
    title: 'references in circles',
    cases: [
      judged('itself', { $ref: '#' }, { invalid: ['1', '{}'] }),
      judged('itself within allOf', { allOf: [{ $ref: '#' }] }, { invalid: ['1', '{}'] }),
      judged('itself within not', { not: { $ref: '#' } }, { invalid: ['1', '{}'] }),
      judged(
        'itself within if',
        { if: { $ref: '#' }, ['then' as string]: {} },
        { invalid: ['1', '{}'] },
      ),
      judged(
        'itself twice at each of 100 levels',
        { items: { $ref: '#' }, anyOf: [{ type: 'null' }, { $ref: '#' }, { $ref: '#' }] },
        {
          valid: ['null'],
          invalid: [() => times(100, () => 0).reduce((value: unknown) => [value], null as unknown)],
        },
      ),
      judged(
        'two that name each other',
        { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
        { invalid: ['1'] },
      ),
      judged(
        'a circle of 900',
        {
          $ref: '#/$defs/d0',
          $defs: Object.fromEntries(
            times(900, (index) => [`d${index}`, { $ref: `#/$defs/d${(index + 1) % 900}` }]),
          ),
        },
        { invalid: ['1'] },
      ),
      refused(
        'a chain of 5,000',
        {
          $ref: '#/$defs/d0',
          $defs: {
            ...Object.fromEntries(
              times(5000, (index) => [`d${index}`, { $ref: `#/$defs/d${index + 1}` }]),
            ),
            d5000: true,
          },
        },
        '/$defs/d4000',
      ),
      judged('a tree', tree, {
        valid: [() => chain(500), () => ({ left: chain(100), right: chain(100) })],
        invalid: [() => chain(500, { x: 1 })],
      }),
      judged(
        '$dynamicRef to itself below items',
        { $dynamicAnchor: 'n', items: { $dynamicRef: '#n' } },
        {
          valid: [() => times(500, () => 0).reduce((value: unknown) => [value], [] as unknown)],
        },
      ),
    ],
  },
  {
    title: 'branches that multiply',
    cases: [
      ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
        [10, 40, 300].map((depth) =>
          judged(`${keyword} twice, ${depth} levels`, doubling(depth, keyword), {
            ...(keyword === 'oneOf' ? { invalid: ['1'] } : { valid: ['1'] }),
            ...(keyword !== 'oneOf' && { invalid: ['"x"'] }),
          }),
        ),
      ),
      judged('three branches at each of 500 levels', branching, {
        valid: [() => chain(500)],
        invalid: [
          () => times(200, () => 0).reduce((next: unknown) => ({ next }), { c: 1 } as unknown),
        ],
      }),
      judged(
        '30 × 30 × 30 alternatives',
        () => ({
          anyOf: times(30, () => ({
            anyOf: times(30, () => ({ anyOf: times(30, () => ({ type: 'null' })) })),
          })),
        }),
        { valid: ['null'], invalid: ['1'] },
      ),
      judged(
        '10,000 alternatives',
        () => ({ oneOf: times(10_000, (index) => ({ const: index })) }),
        {
          valid: ['9999'],
          invalid: ['10000'],
        },
      ),
      judged(
        'unevaluated over 1,000 branches',
        {
          allOf: times(1000, (index) => ({ properties: { [`k${index}`]: true } })),
          unevaluatedProperties: false,
        },
        {
          valid: [() => Object.fromEntries(times(1000, (index) => [`k${index}`, 1]))],
          invalid: ['{"other":1}'],
        },
      ),
      judged(
        'unevaluated within unevaluated',
        times(200, () => 0).reduce(
          (inner: unknown) => ({ allOf: [inner], unevaluatedProperties: { type: 'integer' } }),
          {} as unknown,
        ),
        { valid: ['{"a":1}'], invalid: ['{"a":"x"}'] },
      ),
    ],
  },
]
