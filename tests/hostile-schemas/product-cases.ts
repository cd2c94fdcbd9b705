import { judged, refused, times, type HostileGroup } from './hostile-case.js'

function members(count: number, name: (index: number) => string, value: unknown): unknown {
  return Object.fromEntries(times(count, (index) => [name(index), value]))
}

const wide = 'a/'.repeat(900)
const long = 'k'.repeat(20_000)

/** What is looked at for each of something else. */
export const productCases: readonly HostileGroup[] = [
  {
    title: 'products of two sizes',
    cases: [
      judged(
        '1,900 keywords a letter away',
        members(1900, (index) => `propertie${index}`, 1),
        {
          valid: ['1'],
        },
      ),
      judged(
        '950 required names a letter away from 450 others',
        {
          required: times(950, (index) => `abcdefghij${index}`),
          properties: members(450, (index) => `abcdefghik${index}`, true),
          additionalProperties: false,
        },
        { invalid: ['{}'] },
      ),
      judged(
        '40 patterns for each of 900 required names',
        {
          required: times(900, (index) => `b${index}`),
          patternProperties: members(40, (index) => `^a{1,9}${index}`, true),
          additionalProperties: false,
        },
        { invalid: ['{}'] },
      ),
      refused('an $id of 40,000 characters', { $id: `https://example.org/${long}${long}` }, '/$id'),
      refused('a $ref of 40,000 characters', { $ref: `${long}${long}` }, '/$ref'),
      judged(
        '45 URIs below a name of 800 labels',
        {
          $id: `https://${'ä.'.repeat(800)}example.org/`,
          $defs: Object.fromEntries(times(45, (index) => [`d${index}`, { $id: `b${index}` }])),
        },
        { valid: ['1'] },
      ),
      judged(
        '900 URIs below a path of 900 steps',
        {
          $id: `https://example.org/${wide}`,
          $defs: Object.fromEntries(
            times(900, (index) => [`d${index}`, { $id: `${'../'.repeat(300)}b${index}` }]),
          ),
        },
        { valid: ['1'] },
      ),
      judged(
        '900 references to a name of 20,000 characters',
        {
          $defs: { [long]: { type: 'null' } },
          allOf: times(900, () => ({ $ref: `#/$defs/${long}` })),
        },
        { valid: ['null'], invalid: ['1'] },
      ),
      judged(
        '600 dynamic references through 600 resources',
        {
          $id: 'https://example.org/root',
          $dynamicAnchor: 'n',
          $defs: Object.fromEntries(
            times(600, (index) => [
              `d${index}`,
              { $id: `q${index}`, $dynamicAnchor: 'n', items: { $dynamicRef: '#n' } },
            ]),
          ),
          allOf: times(600, (index) => ({ $ref: `q${index}` })),
        },
        { valid: ['1'] },
      ),
      judged(
        '40 patterns of classes of letters',
        { allOf: times(40, (index) => ({ pattern: `(\\p{L}|[^\\p{N}a])*\\w${index}` })) },
        { invalid: ['"x"'] },
      ),
      judged(
        '600 patterns of classes of letters',
        { allOf: times(600, (index) => ({ pattern: `(\\p{L}|[^\\p{N}a])*\\w${index}` })) },
        { invalid: ['"x"'] },
      ),
      judged(
        '600 patterns that look ahead and repeat',
        { allOf: times(600, (index) => ({ pattern: `(?!a{0,100}b)[a-z]{0,500}${index}` })) },
        { invalid: ['"x"'] },
      ),
      judged(
        'one pattern of many classes',
        { pattern: '(?:[^\\p{N}]|\\p{L}){1,9}'.repeat(40) },
        { valid: ['"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"'], invalid: ['"1"'] },
      ),
      judged(
        '1,900 properties beside 1,900 patterns',
        {
          properties: members(1900, (index) => 'a'.repeat(index % 300), true),
          patternProperties: Object.fromEntries(
            times(1900, (index) => [`${'a'.repeat(index % 300)}${index}$`, false]),
          ),
        },
        { valid: ['{"a":1}'], invalid: ['{"a1":1}'] },
      ),
      judged(
        '40 definitions that all lead to all',
        {
          $ref: '#/$defs/d0',
          $defs: Object.fromEntries(
            times(40, (index) => [
              `d${index}`,
              { anyOf: times(40, (other) => ({ $ref: `#/$defs/d${other}` })) },
            ]),
          ),
        },
        { invalid: ['1'] },
      ),
    ],
  },
]
