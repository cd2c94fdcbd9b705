import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { parse } from 'yaml'
import type { Json, JsonObject } from '../../kernel/json-value.js'
import { fromPlain, toPlain } from '../../kernel/plain-json.js'
import { parseRecipe } from '../../recipe/parse-recipe.js'
import { writeYaml } from './write-yaml.js'

const hostile = fc.constantFrom(
  'no',
  'No',
  'y',
  'on',
  'null',
  '~',
  'true',
  '0x10',
  '1e3',
  '0o7',
  '1_000',
  '12:30:45',
  '-',
  '---',
  '.inf',
  '.NaN',
  '',
  ' ',
  ' x',
  'x ',
  '#',
  'a #b',
  'a: b',
  'a:',
  '- a',
  '? a',
  '* a',
  '&a',
  '!a',
  '|',
  '>',
  '%x',
  '@x',
  '`x',
  '{a',
  '[a',
  "it's",
  '"q"',
  "'",
  '\\',
  'a\nb',
  'a\n\nb',
  '\na',
  'a\n',
  'a\n b ',
  '\ta',
  'a\tb',
  '__proto__',
  'constructor',
  'ключ',
  '键',
  '📜',
  '\u0000',
  '\u001B[31m',
  '\u007F',
  '\u0085',
  '\u2028',
  '\u202E',
  '\uFEFF',
  '\uFFFE',
  '${HOME}',
  '2024-01-01',
  '1.0',
  '<<',
  '=',
  'a,b',
  'a]b',
)
const text = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 60 }), fc.lorem())
const { value } = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  object: fc
    .uniqueArray(
      text.filter((key) => key.length < 200),
      { maxLength: 5 },
    )
    .chain((keys) => fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), tie('value')))))
    .map((members) => new Map(members)),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(null, true, false, 0, -1, 0.05, 1e-7, 12_345),
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
}))
const object = fc
  .uniqueArray(text, { maxLength: 5 })
  .chain((keys) => fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), value))))
  .map((members): JsonObject => new Map(members))

function readBack(yaml: string): unknown {
  const { value: read, problems } = parseRecipe(Buffer.from(yaml), 'loradex.yaml')
  assert.deepEqual(problems, [], yaml)
  return read
}

describe('writeYaml', () => {
  it('writes what is read back as the same, whatever keys and texts there are', () => {
    fc.assert(
      fc.property(object, (written) => {
        fc.pre(written.size > 0)
        assert.deepEqual(readBack(writeYaml(written, new Map())), toPlain(written))
      }),
      { numRuns: 1000 },
    )
  })

  it('writes the same with comments of any text behind any of it', () => {
    fc.assert(
      fc.property(object, text, (written, comment) => {
        fc.pre(written.size > 0)
        const comments = new Map(
          [...written.keys()].flatMap((key) => {
            const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
            return [
              [pointer, comment],
              [`${pointer}/a`, comment],
            ] as const
          }),
        )
        assert.deepEqual(readBack(writeYaml(written, comments)), toPlain(written))
      }),
    )
  })

  it('writes texts so that readers of YAML 1.1 take them for texts, too', () => {
    fc.assert(
      fc.property(text, (member) => {
        const yaml = writeYaml(new Map([['key', member]]), new Map())
        assert.equal((parse(yaml, { version: '1.1' }) as { key: unknown }).key, member)
      }),
    )
  })

  it('sets sections apart, keeps short lists on a line and comments at its end', () => {
    const written = fromPlain({
      style: 'text_completion',
      source: { type: 'jsonl', path: 'a*.jsonl' },
      split: { key: 'no', ratios: { train: 0.9, test: 0.1 } },
      output: { path: 'out' },
    }) as JsonObject
    const comments = new Map([
      ['/style', 'why'],
      [
        '/split/key',
        'because of a long reason that does not fit behind the value that it is about, so that it is above',
      ],
    ])
    assert.equal(
      writeYaml(written, comments),
      `style: text_completion # why
source: { type: jsonl, path: a*.jsonl }

split:
  # because of a long reason that does not fit behind the value that it is about, so that it is above
  key: 'no'
  ratios: { train: 0.9, test: 0.1 }

output: { path: out }
`,
    )
  })

  it('writes a text of several lines as a block', () => {
    const written = new Map<string, Json>([['text', new Map([['template', 'a: {{a}}\nb: {{b}}']])]])
    assert.equal(
      writeYaml(written, new Map()),
      'text:\n  template: |-\n    a: {{a}}\n    b: {{b}}\n',
    )
  })
})
