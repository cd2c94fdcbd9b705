import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

const recipe = `${jsonlSource}structured_gen:
  enable_schema_validation: true
  json_schema: schema.json
`

/** The golden shows the schema in place of the recipe that names it. */
function schema(name: string, text: string | object): ErrorCase {
  const content = typeof text === 'string' ? text : JSON.stringify(text, null, 2)
  const shows = content.length < 2000 ? { 'schema.json': content } : {}
  return {
    name,
    shows,
    files: { 'loradex.yaml': recipe, 'schema.json': content, 'in.jsonl': twoRecords },
  }
}

/** A schema of the output that a sample has. */
function output(name: string, demands: object): ErrorCase {
  return schema(name, { properties: { output: demands } })
}

function inRecipe(name: string, text: string, more: Partial<ErrorCase> = {}): ErrorCase {
  const section = `structured_gen:\n  enable_schema_validation: true\n  json_schema: ${text}\n`
  const files = { 'in.jsonl': twoRecords, ...more.files }
  return { name, recipe: jsonlSource + section, ...more, files }
}

const levels = (count: number, open: string): string =>
  `${open.repeat(count)}{}${'}'.repeat(count)}`

export const schemaCases: readonly ErrorCase[] = [
  schema('Text that is no JSON', '{\n  "type": "object",,\n}\n'),
  schema('An empty schema file', ''),
  schema('A schema that is a number', '5\n'),
  inRecipe('No schema file', 'nowhere.json'),
  inRecipe('A misspelt schema file', 'shema.json', { files: { 'schema.json': '{}' } }),
  inRecipe('A folder as schema', 'schemas', { files: { 'schemas/a.json': '{}' } }),
  inRecipe('A schema in YAML', 'schema.yaml', { files: { 'schema.yaml': 'type: object\n' } }),
  inRecipe('A broken schema as text in the recipe', `'{"type": }'`),
  inRecipe('A wrong schema as text in the recipe', `'{"type": "objekt"}'`),
  inRecipe('A wrong schema in the recipe', '{ properties: { output: { minLength: -1 } } }'),
  inRecipe('A misspelt keyword in the recipe', '{ properties: { output: { minlength: 10 } } }'),
  schema('A misspelt keyword', { requird: ['output'] }),
  output('A keyword of another spelling', { minlength: 10, maxlength: 20 }),
  output('A misspelt type', { type: 'strng' }),
  output('A type of another language', { type: 'bool' }),
  output('A type that nothing is like', { type: 'colour' }),
  output('A type that is no text', { type: { is: 'string' } }),
  output('A minimum above the maximum', { minLength: 30, maxLength: 20 }),
  output('Limits that leave nothing between them', { exclusiveMinimum: 1, maximum: 1 }),
  output('An enum without values', { enum: [] }),
  output('An enum of another type', { type: 'string', enum: [1, 2, 3] }),
  output('A constant of another type', { type: 'string', const: 7 }),
  schema('A required field that is forbidden', {
    properties: { instruction: {}, output: {} },
    additionalProperties: false,
    required: ['instruction', 'answer'],
  }),
  schema('More required fields than there may be', {
    required: ['instruction', 'output'],
    maxProperties: 1,
  }),
  output('A multiple of 0', { multipleOf: 0 }),
  output('A length below 0', { minLength: -1 }),
  output('A length in quotes', { minLength: '10' }),
  schema('A required field in place of a list', { required: 'output' }),
  schema('Properties that are a list', { properties: ['output'] }),
  schema('A schema in place of a list of them', { anyOf: { type: 'string' } }),
  schema('A choice of nothing', { anyOf: [] }),
  output('A pattern that is none', { pattern: '[a-z' }),
  output('A pattern that could take forever', { pattern: '(?<=(a+)+)b' }),
  schema('A reference to nothing', { $ref: '#/$defs/address', $defs: {} }),
  schema('A misspelt reference', { $ref: '#/$defs/adress', $defs: { address: {} } }),
  schema('A misspelt anchor', { $ref: '#adress', $defs: { a: { $anchor: 'address' } } }),
  schema('A reference to a server', { $ref: 'https://example.com/s.json' }),
  schema('A reference to a file', { $ref: 'other.json#/a' }),
  schema('A reference in a circle', {
    $ref: '#/$defs/a',
    $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } },
  }),
  schema('A dialect that nobody knows', { $schema: 'https://example.com/dialect' }),
  schema('A misspelt dialect', { $schema: 'https://json-schema.org/draft/2020/schema' }),
  schema('Too many levels', levels(600, '{"not":')),
  schema('A schema that is too large', `{"description":"${'x'.repeat(17 * 2 ** 20)}"}`),
  {
    name: 'validate by a schema that is not there',
    files: { 'out/train.jsonl': twoRecords, 'schemas/cases.json': '{}' },
    args: ['validate', 'out/train.jsonl', '--schema', 'schemas/case.json'],
  },
]
