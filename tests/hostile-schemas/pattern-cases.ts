import { judged, refused, times, type HostileCase, type HostileGroup } from './hostile-case.js'

/** Patterns that make a backtracking matcher take forever, each with a text that shows it. */
const evil: readonly (readonly [pattern: string, text: string])[] = [
  ['^(a+)+$', `${'a'.repeat(5000)}!`],
  ['(a+)+$', `${'a'.repeat(30_000)}!`],
  ['^(a*)*$', `${'a'.repeat(5000)}!`],
  ['^(a|a)*$', `${'a'.repeat(5000)}!`],
  ['^(a|aa)+$', `${'a'.repeat(5000)}!`],
  ['^(a|a?)+$', `${'a'.repeat(5000)}!`],
  ['^(.*a){11}$', 'a'.repeat(10)],
  ['^(.*)*x$', 'a'.repeat(5000)],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(5000)],
  ['^(\\w+\\s?)*$', `${'word '.repeat(1000)}!`],
  ['^(\\d+)*x$', '1'.repeat(5000)],
  ['^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}$', 'a'.repeat(3000)],
  ['^(x+x+)+y$', 'x'.repeat(5000)],
  ['^(a?){40}a{40}$', 'a'.repeat(39)],
  ['^(a{0,5}){0,5}$', 'a'.repeat(26)],
  ['^(.+@)*$', `${'a@'.repeat(1000)}a`],
  ['^\\s+$', `${' '.repeat(50_000)}x`],
  ['\\s+$', `${' '.repeat(50_000)}x`],
  ['.*.*=.*;', 'a'.repeat(20_000)],
  ['a+a+a+a+x', 'a'.repeat(20_000)],
  ['^(?:(?:a|b)+)+c$', 'ab'.repeat(3000)],
  ['^(?:a*b*)*c$', 'ab'.repeat(3000)],
  ['(?:(?:x*)*)*y', 'x'.repeat(5000)],
  ['^(\\p{L}+)+$', `${'ä'.repeat(5000)}1`],
  ['^([^"]|"[^"]*")*$', '"a'.repeat(2001)],
  ['^((\\.[a-z]+)+)*!$', '.a'.repeat(3000)],
  ['^(<[^>]*>)*(.*)*$x', '<a>'.repeat(1000)],
  ['^(([0-9a-f]{1,4}:)*){8}z$', '1:'.repeat(1000)],
  ['^([a-c]|[b-d]|[c-e])+z$', 'c'.repeat(5000)],
  ['^(?:.{1,100}){1,9}x$', 'a'.repeat(1000)],
  ['^(?=(a+)+$)', `${'a'.repeat(5000)}!`],
  ['^(?!(a|aa)+!$)', `${'a'.repeat(5000)}!`],
  ['^(?=(.*)*x)', 'a'.repeat(5000)],
]

/** What is tried step by step: texts on which the steps are used up are refused. */
const tried: readonly (readonly [pattern: string, text: string])[] = [
  ['^(a+)\\1+$|^(b|bb)+\\1$', `${'a'.repeat(5000)}!`],
  ['^((a+)\\2)*$', `${'a'.repeat(5000)}!`],
  ['(?<word>\\w+)+\\k<word>!', 'w'.repeat(5000)],
  ['^(?!.*://)(?=.{1,255}$)((.{1,63}\\.){1,127}(?![0-9]*$)[a-z]+\\.?)$', `${'.a'.repeat(120)}!`],
]

/** What no test with a bound can match: refused, as it might never end. */
const unbounded: readonly string[] = [
  '(?<=(a+)+)b',
  '(?=(a+)+)\\1b',
  '(?<=^(a|b)*)\\1',
  '^(?=(?<word>\\w+)+)\\k<word>',
]

const classes = ['L', 'Lu', 'Script=Greek', 'Script=Han', 'Emoji', 'N']

const malformed: readonly string[] = [
  '(',
  '[',
  '*',
  'a{2,1}',
  '(?<a>x)(?<a>y)',
  '\\',
  '(?',
  '[b-a]',
]

function everywhere(pattern: string, text: string, name: string): readonly HostileCase[] {
  return [
    judged(`pattern ${name}`, { pattern }, { invalid: [() => text] }),
    judged(
      `patternProperties ${name}`,
      { patternProperties: { [pattern]: false } },
      { valid: [() => ({ [text]: 1 })] },
    ),
    judged(
      `propertyNames ${name}`,
      { propertyNames: { pattern } },
      { valid: ['{}'], invalid: [() => ({ [text]: 1 })] },
    ),
  ]
}

export const patternCases: readonly HostileGroup[] = [
  {
    title: 'patterns that backtrack',
    cases: [
      ...classes.map((name) =>
        judged(
          `\\p{${name}}`,
          { pattern: `^(\\p{${name}}+)+$` },
          { invalid: [() => '!'.repeat(5000)] },
        ),
      ),
      ...evil.flatMap(([pattern, text]) => everywhere(pattern, text, pattern.slice(0, 40))),
    ],
  },
  {
    title: 'patterns that are tried step by step',
    cases: tried.flatMap(([pattern, text]) => [
      judged(`pattern ${pattern}`, { pattern }, { invalid: [() => text] }),
      judged(
        `patternProperties ${pattern}`,
        { patternProperties: { [pattern]: true } },
        { valid: ['{}', '{"short":1}'], invalid: [() => ({ [text]: 1 })] },
      ),
    ]),
  },
  {
    title: 'patterns that are refused',
    cases: [
      ...unbounded.map((pattern) => refused(`unbounded ${pattern}`, { pattern }, '/pattern')),
      ...malformed.map((pattern) => refused(`malformed ${pattern}`, { pattern }, '/pattern')),
      refused(
        'a pattern of 100,000 groups',
        { pattern: '('.repeat(1e5) + ')'.repeat(1e5) },
        '/pattern',
      ),
      refused(
        '5,000 alternatives within a repetition within one',
        () => ({
          pattern: `^((?=(${times(5000, (index) => `a{${index % 9}}`).join('|')})+$)x)+$`,
        }),
        '/pattern',
      ),
      refused('counts that multiply', { pattern: '^((a{1000}){1000}){1000}$' }, '/pattern'),
      refused(
        '5,000 patterns of which the last is evil',
        {
          patternProperties: {
            ...Object.fromEntries(times(4999, (index) => [`^k${index}$`, true])),
            '(?<=(a+)+)b': true,
          },
        },
        '/patternProperties/(?<=(a+)+)b',
      ),
    ],
  },
]
