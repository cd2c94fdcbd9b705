import { good, goodLine, stops, type BadInputCase } from './bad-input-case.js'

const files = { 'in.jsonl': `${good(1)}\n${good(2)}\n` }
const twoLines = [goodLine(1), goodLine(2)]

function validatedBy(json_schema: unknown): object {
  return { structured_gen: { enable_schema_validation: true, json_schema } }
}

function fileOf(schema: unknown): Readonly<Record<string, string>> {
  const text = typeof schema === 'string' ? schema : JSON.stringify(schema)
  return { ...files, 'schema.json': text }
}

function refuses(name: string, schema: unknown, stderr: RegExp): BadInputCase {
  const given = { files: fileOf(schema), recipe: validatedBy('schema.json') }
  return stops(name, given, { exitCode: 2, code: 'schema.invalid', stderr })
}

interface Verdict {
  readonly lines?: readonly string[]
  readonly violations?: number
  readonly stderr?: RegExp
}

function accepts(name: string, schema: unknown, verdict: Verdict = {}): BadInputCase {
  const { lines = twoLines, violations = 0, stderr } = verdict
  return {
    name,
    files: fileOf(schema),
    recipe: validatedBy('schema.json'),
    expect: {
      exitCode: 0,
      lines,
      dropped: violations === 0 ? {} : { 'schema-violation': violations },
      ...(stderr && { stderr }),
    },
  }
}

const levels = Object.fromEntries(
  Array.from({ length: 50 }, (_, level) => [
    `level${level}`,
    level === 0
      ? { type: 'integer' }
      : { anyOf: Array.from({ length: 50 }, () => ({ $ref: `#/$defs/level${level - 1}` })) },
  ]),
)

export const badSchemas: readonly BadInputCase[] = [
  refuses(
    '[71] text that is no JSON',
    '{\n  "type": "object",,\n}',
    /schema\.json:2:20: expected a JSON Schema/u,
  ),
  refuses('[71] a number', '5', /schema\.json:1:1: .*an object or a boolean/u),
  refuses('[71] an empty file', '', /schema\.json:1:1: expected a JSON Schema/u),
  stops(
    '[71] no file',
    { files, recipe: validatedBy('nowhere.json') },
    { exitCode: 2, code: 'schema.invalid', stderr: /nowhere\.json/u },
  ),
  stops(
    '[71] a folder',
    { files: { ...files, 'schemas/a.json': '{}' }, recipe: validatedBy('schemas') },
    { exitCode: 2, code: 'schema.invalid' },
  ),
  refuses('[72] an unknown dialect', { $schema: 'https://example.org/x' }, /a known dialect/u),
  refuses(
    '[73] a keyword with a typo',
    { requried: ['x'] },
    /schema\.json:1:2 \/requried: unknown keyword, did you mean required\?/u,
  ),
  accepts('[73] keywords of other tools', { 'x-order': 1, example: 'x', discriminator: 'type' }),
  refuses('[74] a reference to nothing', { $ref: '#/$defs/nothing' }, /nothing is at/u),
  refuses('[75] a reference to a server', { $ref: 'http://127.0.0.1/s.json' }, /not fetched/u),
  refuses('[75] a reference to a file', { $ref: 'file:///etc/passwd' }, /not fetched/u),
  accepts('[76] a schema within itself', {
    properties: { instruction: { $ref: '#/$defs/t' } },
    $defs: { t: { items: { $ref: '#/$defs/t' } } },
  }),
  refuses(
    '[77] a reference in a circle',
    { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
    /leads back/u,
  ),
  accepts(
    '[78] 50 levels of 50 choices',
    { properties: { output: { $ref: '#/$defs/level49' } }, $defs: levels },
    { lines: [], violations: 2 },
  ),
  refuses(
    '[79] 10,000 levels',
    `${'{"not":'.repeat(10_000)}{}${'}'.repeat(10_000)}`,
    /levels|deep|nest/u,
  ),
  refuses(
    '[79] 500 levels of schemas',
    `${'{"items":'.repeat(600)}{}${'}'.repeat(600)}`,
    /levels|deep|nest/u,
  ),
  refuses(
    '[80] a pattern that is none',
    { properties: { output: { pattern: '[' } } },
    /\/properties\/output\/pattern/u,
  ),
  accepts(
    '[81] a pattern that backtracks without end',
    { properties: { output: { pattern: '^(a+)+$' } } },
    { lines: [], violations: 2 },
  ),
  {
    name: '[87] evil patterns against evil text, in time',
    files: {
      ...fileOf({
        properties: {
          output: {
            allOf: ['(a+)+$', '(.*)*x', '^(([a-z])+.)+[A-Z]([a-z])+$'].map((pattern) => ({
              pattern,
            })),
          },
        },
      }),
      'in.jsonl': `${good(`${'a'.repeat(5000)}!`)}\n`,
    },
    recipe: validatedBy('schema.json'),
    expect: { exitCode: 0, lines: [], dropped: { 'schema-violation': 1 } },
  },
  refuses('[88] foo**', { pattern: 'foo**' }, /pattern/u),
  refuses(
    '[90] a pattern that repeats a million times',
    { pattern: '(a{1000}){1000}' },
    /pattern/u,
  ),
  refuses(
    '[92] a pattern of 60,000 groups',
    { pattern: `${'('.repeat(60_000)}a${')'.repeat(60_000)}` },
    /pattern/u,
  ),
  refuses('[82] multipleOf 0', { multipleOf: 0 }, /more than 0/u),
  refuses(
    '[82] minLength above maxLength',
    { properties: { output: { minLength: 3, maxLength: 2 } } },
    /schema\.json:1:\d+ \/properties\/output\/minLength: expected at most maxLength/u,
  ),
  refuses('[82] an enum without values', { enum: [] }, /\/enum: expected at least one value/u),
  refuses(
    '[82] a required field that may not be there',
    { properties: { output: {} }, additionalProperties: false, required: ['answer'] },
    /\/required: .*"answer"/u,
  ),
  accepts('[83] a schema that nothing satisfies', false, { lines: [], violations: 2 }),
  accepts(
    '[84] an unknown format',
    { properties: { output: { format: 'shoe-size' } } },
    { stderr: /shoe-size/u },
  ),
  {
    name: '[85] a constant of 20 digits',
    files: {
      ...fileOf('{"properties":{"output":{"const":[12345678901234567890]}}}'),
      'in.jsonl': ['12345678901234567890', '12345678901234567891', '12345678901234567890.0']
        .map((number) => `{"question":"q","answer":[${number}]}\n`)
        .join(''),
    },
    recipe: validatedBy('schema.json'),
    expect: {
      exitCode: 0,
      lines: ['12345678901234567890', '12345678901234567890.0'].map(
        (number) => `{"instruction":"q","output":[${number}]}`,
      ),
      dropped: { 'schema-violation': 1 },
    },
  },
  {
    name: '[13] a number beyond doubles where the schema wants one',
    files: {
      ...fileOf({ properties: { output: { items: { type: 'number', maximum: 10 } } } }),
      'in.jsonl': '{"question":"q","answer":[1e400]}\n{"question":"q","answer":[1e-400]}\n',
    },
    recipe: validatedBy('schema.json'),
    expect: {
      exitCode: 0,
      lines: ['{"instruction":"q","output":[1e-400]}'],
      dropped: { 'schema-violation': 1 },
    },
  },
  refuses(
    '[86] 50 MiB',
    `{"description":"${'x'.repeat(50 * 2 ** 20)}"}`,
    /at most 16,777,216 bytes/u,
  ),
  accepts('a schema with a byte order mark', '\uFEFF{"type":"object"}'),
  stops(
    'JSON text in the recipe that is broken',
    { files, recipe: validatedBy('{"type": }') },
    { exitCode: 2, code: 'schema.invalid', stderr: /json_schema:1:\d+: expected a JSON Schema/u },
  ),
]
