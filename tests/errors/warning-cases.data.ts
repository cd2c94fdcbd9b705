import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'libsql'
import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

const records =
  '{"id":1,"question":"What is a fjord?","reply":{"text":"A narrow inlet of the sea."}}\n'

function warns(name: string, recipe: string, more: Partial<ErrorCase> = {}): ErrorCase {
  const files = { 'in.jsonl': twoRecords, ...more.files }
  return { name, args: ['export', '--dry-run'], recipe: jsonlSource + recipe, ...more, files }
}

function ofRecords(name: string, recipe: string): ErrorCase {
  return warns(name, recipe, { files: { 'in.jsonl': records } })
}

function ofSchema(name: string, schema: object): ErrorCase {
  const recipe = 'structured_gen: { enable_schema_validation: true, json_schema: schema.json }\n'
  const text = JSON.stringify(schema, null, 2)
  return warns(name, recipe, { files: { 'schema.json': text }, shows: { 'schema.json': text } })
}

function ofGrammar(name: string, text: string): ErrorCase {
  const recipe = 'structured_gen: { grammar: a.lark, reject_invalid_samples: false }\n'
  return warns(name, recipe, { files: { 'a.lark': text }, shows: { 'a.lark': text } })
}

export const warningCases: readonly ErrorCase[] = [
  ofRecords(
    'A misspelt field',
    'field_mapping: { instruction_field: qestion, output_field: reply.text }\n',
  ),
  ofRecords('A field within another', 'field_mapping: { output_field: reply.txt }\n'),
  ofRecords('A field that nothing is like', 'field_mapping: { output_field: answer }\n'),
  ofRecords('A default field that is not there', 'style: text_completion\n'),
  ofRecords('No conversations', 'style: chat_completion\n'),
  ofRecords(
    'A misspelt field of a template',
    'field_mapping: { output_field: { template: "{{repl.text}}" } }\n',
  ),
  ofRecords(
    'A misspelt field of a custom sample',
    'style: custom\ncustom: { template: { text: "{{qestion}}" } }\n',
  ),
  ofRecords(
    'A misspelt field of the metadata',
    'field_mapping: { output_field: reply.text }\nmetadata: { metadata_fields: [idd] }\n',
  ),
  ofRecords(
    'A split by a field that is not there',
    'field_mapping: { output_field: reply.text }\nsplit: { key: user, ratios: { train: 1 } }\n',
  ),
  {
    name: 'A misspelt field of a table',
    recipe:
      'source: { type: sqlite, path: shop.db, table: reviews }\nfield_mapping: { output_field: anser }\n',
    args: ['export', '--dry-run'],
    async prepare(folder) {
      const database = new Database(join(folder, 'shop.db'))
      database.exec('CREATE TABLE reviews (question TEXT, answer TEXT)')
      database.close()
    },
  },
  warns('A byte order mark', '', { files: { 'in.jsonl': `\uFEFF${twoRecords}` } }),
  warns('Plain text that is called .gz', '', {
    recipe: 'source: { type: jsonl, path: in.jsonl.gz }\n',
    files: { 'in.jsonl.gz': twoRecords },
  }),
  warns('gzip that is not called so', '', { files: { 'in.jsonl': gzipSync(twoRecords) } }),
  warns('A secret in the recipe', '', {
    recipe: 'source: { type: http, url: "https://me:hunter2@no-such-host.invalid/a" }\n',
  }),
  ofSchema('A keyword of another tool', { discriminator: 'type' }),
  ofSchema('A misspelt note', { desciption: 'A sample' }),
  ofSchema('An unknown format', { properties: { output: { format: 'emial' } } }),
  ofSchema('A keyword of another draft', {
    $schema: 'http://json-schema.org/draft-07/schema#',
    prefixItems: [],
  }),
  ofSchema('A keyword beside a reference', {
    $schema: 'http://json-schema.org/draft-07/schema#',
    properties: { output: { $ref: '#/definitions/text', minLength: 1 } },
    definitions: { text: { type: 'string' } },
  }),
  ofGrammar('Left recursion', 'start: list\nlist: list "," INT | INT\nINT: /[0-9]+/\n'),
  ofGrammar('An ambiguous grammar', 'start: a | b\na: /x+/\nb: "x" b | "x"\n'),
  ofGrammar('Rules that nothing leads to', 'start: "a"\nb: "b"\nc: "(" c ")"\n'),
]
