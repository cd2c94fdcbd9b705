import { judged, refused, times, type HostileCase, type HostileGroup } from './hostile-case.js'

const inherited = [
  'toString',
  'constructor',
  'hasOwnProperty',
  'valueOf',
  '__proto__',
  '__defineGetter__',
  'isPrototypeOf',
]

function names(key: string): readonly HostileCase[] {
  const own = JSON.stringify(key)
  return [
    judged(`required ${key}`, `{"required":[${own}]}`, { valid: [`{${own}:1}`], invalid: ['{}'] }),
    judged(
      `properties ${key}`,
      `{"properties":{${own}:{"type":"string"}},"additionalProperties":false}`,
      {
        valid: ['{}', `{${own}:"x"}`],
        invalid: [`{${own}:1}`, '{"other":1}'],
      },
    ),
    judged(`dependentRequired ${key}`, `{"dependentRequired":{${own}:["b"]}}`, {
      valid: ['{}'],
      invalid: [`{${own}:1}`],
    }),
    judged(`enum {${key}}`, `{"enum":[{${own}:1}]}`, {
      valid: [`{${own}:1}`],
      invalid: ['{}', `{${own}:2}`],
    }),
  ]
}

const digits = '9'.repeat(400)

/** Every keyword with values that it does not take. */
const wrong: Readonly<Record<string, readonly unknown[]>> = {
  type: ['strin', 1, null, {}, [1]],
  required: ['a', [1], {}],
  properties: [[], 1, { a: 1 }],
  items: ['x', 1],
  prefixItems: [{}, [1]],
  additionalProperties: [1, 'no'],
  minLength: [-1, 1.5, '1', { $data: '1/a' }],
  maxLength: [-1, null],
  minItems: [-1, []],
  maxProperties: [0.5],
  minimum: ['1', { $data: '1/a' }, null],
  exclusiveMaximum: [true, {}],
  multipleOf: [0, -1, '1', { $data: '1/a' }],
  pattern: [1, null, { $data: '1/a' }],
  format: [1, { $data: '1/a' }],
  enum: ['a', 1, { $data: '1/a' }],
  uniqueItems: [1, 'yes'],
  allOf: [[], {}, [1]],
  anyOf: [[], 1],
  oneOf: [[], null],
  not: [1, []],
  if: [1],
  contains: [[], 0],
  propertyNames: ['x'],
  dependentRequired: [[], { a: 'b' }],
  dependentSchemas: [{ a: 1 }],
  patternProperties: [[], { a: 1 }],
  unevaluatedItems: [0],
  $ref: [1, null],
  $defs: [1],
}

export const meaningCases: readonly HostileGroup[] = [
  { title: 'names of Object.prototype', cases: inherited.flatMap(names) },
  {
    title: 'numbers',
    cases: [
      judged('multipleOf 0.01', '{"multipleOf":0.01}', {
        valid: ['19.99', '0.07', '1e300', `${digits}.25`],
        invalid: ['0.001', '19.995'],
      }),
      judged('multipleOf 1e-300', '{"multipleOf":1e-300}', {
        valid: ['1e308', '1e-299'],
        invalid: ['1e-301'],
      }),
      judged('multipleOf a number of 400 digits', `{"multipleOf":${digits}}`, {
        valid: ['0', digits],
        invalid: ['1'],
      }),
      judged('multipleOf 7 of 10^1,000,000,000', '{"multipleOf":7}', {
        valid: ['7e1000000000'],
        invalid: ['1e1000000000'],
      }),
      judged('integers beyond 2^53', '{"maximum":9007199254740993}', {
        valid: ['9007199254740993'],
        invalid: ['9007199254740994'],
      }),
      judged('a constant of 64 bits', '{"const":12345678901234567890}', {
        valid: ['12345678901234567890', '1234567890123456789e1'],
        invalid: ['12345678901234567891', '12345678901234567000'],
      }),
      judged('exponents of a billion', '{"minimum":1e1000000000,"type":"integer"}', {
        valid: ['1e1000000001'],
        invalid: ['1e999999999', '1e-1000000000'],
      }),
      judged('a type of integer', '{"type":"integer"}', {
        valid: ['1.0', '1e400', '-0'],
        invalid: ['1.5', '1e-1'],
      }),
      judged('a number of 100,000 digits', '{"exclusiveMinimum":0}', {
        valid: ['1', '9e99999'],
        invalid: [`-${'9'.repeat(100_000)}`],
      }),
      judged('minLength 1e2', '{"minLength":1e1}', { valid: ['"xxxxxxxxxx"'], invalid: ['"x"'] }),
      judged('maxLength beyond 64 bits', `{"maxLength":${digits}}`, { valid: ['"x"'] }),
    ],
  },
  {
    title: 'keywords of one validator',
    cases: [
      judged(
        '$async',
        { $async: true, type: 'object', required: ['a'] },
        { valid: ['{"a":1}'], invalid: ['{}', '1'] },
      ),
      judged(
        '$async within',
        { properties: { a: { $async: true, type: 'null' } } },
        { invalid: ['{"a":1}'] },
      ),
      judged(
        '$data as a constant',
        { const: { $data: '1/a' } },
        { valid: ['{"$data":"1/a"}'], invalid: ['1'] },
      ),
      judged('nullable', { type: 'string', nullable: true }, { invalid: ['null'] }),
      judged(
        'default',
        { type: 'object', default: {}, properties: { a: { default: 1 } }, required: ['a'] },
        { invalid: ['{}'] },
      ),
      judged(
        'coercion',
        { type: 'integer', 'x-coerce': true },
        { invalid: ['"1"', 'true', 'null'] },
      ),
      judged('an unknown format', { format: 'no-such-format' }, { valid: ['"x"'] }),
      judged(
        'a metaschema of its own',
        {
          $id: 'https://json-schema.org/draft/2020-12/schema',
          type: 'string',
        },
        { valid: ['"x"'], invalid: ['1'] },
      ),
      judged(
        'an $id within that is the metaschema',
        {
          $defs: { m: { $id: 'https://json-schema.org/draft/2020-12/schema', not: {} } },
          type: 'string',
        },
        { valid: ['"x"'], invalid: ['1'] },
      ),
      judged(
        '$ref beside constraints, draft 7',
        {
          $schema: 'http://json-schema.org/draft-07/schema#',
          definitions: { a: true },
          $ref: '#/definitions/a',
          type: 'string',
        },
        { valid: ['1'] },
      ),
      judged(
        'an id within enum',
        { enum: [{ $id: 'https://example.org/x', $ref: '#/nowhere' }] },
        { invalid: ['1'] },
      ),
      judged(
        'length by code points',
        { maxLength: 2, minLength: 2 },
        { valid: ['"📜📜"', '"a\\u0301"'], invalid: ['"📜"'] },
      ),
      judged(
        'composed and decomposed',
        { const: 'é' },
        { valid: ['"é"'], invalid: ['"e\\u0301"'] },
      ),
      judged(
        'hyperlinks as a schema',
        {
          links: times(100, (index) => ({ href: `https://example.org/${index}`, rel: 'self' })),
        },
        { valid: ['1'] },
      ),
    ],
  },
  {
    title: 'keywords with values that they do not take',
    cases: Object.entries(wrong).flatMap(([keyword, values]) =>
      values.map((value, index) => {
        const at = pointerOf(keyword, value)
        return refused(`${keyword} ${index}: ${JSON.stringify(value)}`, { [keyword]: value }, at)
      }),
    ),
  },
]

/** Into the value, where only a part of it is wrong. */
function pointerOf(keyword: string, _value: unknown): string {
  return `/${keyword}`
}
