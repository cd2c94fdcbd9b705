import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

const files = { 'in.jsonl': twoRecords }

/** `text` stands below the source, unless it names one itself. */
function recipe(name: string, text: string, more: Partial<ErrorCase> = {}): ErrorCase {
  return { name, files, recipe: text.includes('source:') ? text : jsonlSource + text, ...more }
}

/** The text is all there is. */
function whole(name: string, text: string): ErrorCase {
  return { name, files, recipe: text }
}

/** Of another name than `loradex.yaml`. */
function named(name: string, args: readonly string[], more: ErrorCase['files'] = {}): ErrorCase {
  return { name, files: { ...files, ...more }, args: ['export', ...args] }
}

export const recipeCases: readonly ErrorCase[] = [
  recipe('A misspelt key', 'quality: { min_txt_length: 3 }\n'),
  recipe('A misspelt section', 'qualty: { min_text_length: 3 }\n'),
  recipe('A key in the wrong section', 'min_text_length: 3\n'),
  recipe('A key of a source of another kind', 'source: { type: sqlite, path: a.db, sql: "" }\n'),
  recipe('A key that nothing is like', 'gates: { min_happiness: 1 }\n'),
  recipe('A misspelt value', 'style: instruct_tuning\n'),
  recipe('A value that nothing is like', 'style: poetry\n'),
  recipe('A misspelt kind of source', 'source: { type: postgress, url: "${DB}", table: t }\n'),
  recipe('A source without its kind', 'source: { path: in.jsonl }\n'),
  recipe('A source that is a text', 'source: in.jsonl\n'),
  recipe('A source without a path', 'source: { type: jsonl }\n'),
  whole('No source', '# Later.\nstyle: text_completion\n'),
  recipe('Several problems', 'qualty: {}\nstyle: chat\nweighting: { max_weight: -1 }\n'),
  recipe('A number in quotes', 'quality: { min_text_length: "3" }\n'),
  recipe('A text without quotes', 'adapter_metadata: { adapter_version: 1.0 }\n'),
  recipe('yes for true', 'quality: { skip_duplicates: yes }\n'),
  recipe('A negative limit', 'quality: { min_text_length: -1 }\n'),
  recipe('A limit that is not a number', 'quality: { min_text_length: .nan }\n'),
  recipe('A limit beyond what makes sense', 'quality: { max_text_length: 1e30 }\n'),
  recipe('A share above 1', 'gates: { max_drop_rate: 20 }\n'),
  recipe('Limits that cross', 'quality: { min_text_length: 50, max_text_length: 5 }\n'),
  recipe('A minimum above the default maximum', 'quality: { min_text_length: 9000 }\n'),
  recipe('Weights that cross', 'weighting: { min_weight: 2, max_weight: 1 }\n'),
  recipe('An instant that is none', 'weighting: { reference_time: yesterday }\n'),
  recipe(
    'A level beyond its compression',
    'output: { compression: gzip, compression_level: 12 }\n',
  ),
  recipe('A level without compression', 'output: { compression_level: 1 }\n'),
  recipe('A list in place of a section', 'quality: [min_text_length]\n'),
  recipe('A section in place of a text', 'style: { name: custom }\n'),
  recipe('An empty text', 'output: { path: "" }\n'),
  recipe('A field that is a number', 'field_mapping: { instruction_field: 1 }\n'),
  recipe('A field that is broken', 'field_mapping: { instruction_field: { template: "{{a" } }\n'),
  recipe('Shares that do not sum to 1', 'split: { key: id, ratios: { train: 0.9, test: 0.2 } }\n'),
  recipe('A split without a key', 'split: { ratios: { train: 1 } }\n'),
  recipe('A split of a name that is taken', 'split: { key: id, ratios: { rejects: 1 } }\n'),
  recipe('Table and query at once', 'source: { type: sqlite, path: a.db, table: t, query: q }\n'),
  recipe('A query that is empty', 'source: { type: sqlite, path: a.db, query: "" }\n'),
  recipe('Neither table nor query', 'source: { type: sqlite, path: a.db }\n'),
  recipe('An address of another kind', 'source: { type: http, url: "ftp://example.com/a" }\n'),
  recipe('A delimiter of two characters', 'source: { type: csv, path: a.csv, delimiter: "||" }\n'),
  recipe('A column twice', 'source: { type: csv, path: a.csv, columns: [q, a, q] }\n'),
  recipe('Validation without a schema', 'structured_gen: { enable_schema_validation: true }\n'),
  recipe('Style custom without a template', 'style: custom\n'),
  recipe(
    'A template with a member that the export adds',
    'style: custom\ncustom: { template: { text: "{{question}}", weight: "{{id}}" } }\n',
  ),
  recipe('A newer format', 'format_version: 2\n'),
  recipe('A variable where none is replaced', 'output: { path: "${HOME}/out" }\n'),
  recipe(
    'A variable that is not set',
    'source: { type: postgres, url: "${DATABSE_URL}", table: t }\n',
    {
      env: { DATABASE_URL: 'postgres://u:hunter2@127.0.0.1/d' },
    },
  ),
  recipe('A variable that is like no other', 'source: { type: http, url: "${API}/cases" }\n'),
  recipe('A key twice', 'style: custom\nstyle: custom\n'),
  recipe('A key that is a number', 'metadata: { metadata_fields: { 1: id } }\n'),
  recipe('An alias of nothing', 'style: *nothing\n'),
  recipe('A tag that would run code', 'style: !!js/function "() => 1"\n'),
  whole('A bomb of anchors', bomb()),
  whole('A recipe that is empty', ''),
  whole('A recipe that is a list', '[source, style]\n'),
  whole('A recipe that is a text', '"source"\n'),
  recipe('Two documents', `${jsonlSource}---\n${jsonlSource}`),
  recipe('A bracket that stays open', 'source: { type: jsonl\n'),
  recipe('A quote that stays open', 'source: { type: jsonl, path: "in.jsonl }\n'),
  recipe('A tab as indentation', 'source:\n\ttype: jsonl\n'),
  recipe('Indentation that does not fit', 'source:\n  type: jsonl\n path: in.jsonl\n'),
  recipe('A colon without a space', 'source:\n  type:jsonl\n  path:in.jsonl\n'),
  recipe('A text with a colon in it', 'source: { type: jsonl, path: in.jsonl }\nstyle: a: b\n'),
  recipe('A text that begins with a bracket', 'style: [custom] style\n'),
  recipe('A text that begins with %', 'style: %custom\n'),
  recipe('A text that begins with @', 'style: @custom\n'),
  recipe('A block of text that is not indented', `${jsonlSource}style: |\ncustom\n`),
  whole('10,000 levels', '['.repeat(10_000)),
  whole('More than 1 MiB', `# ${'x'.repeat(2 ** 20)}`),
  named('A recipe in JSON that is broken', ['qa.json'], {
    'qa.json': '{\n  "source": { "type": "jsonl", },\n}\n',
  }),
  named('A recipe that is not UTF-8', ['qa.yaml'], {
    'qa.yaml': Buffer.from('style: caf\u00e9', 'latin1'),
  }),
  named('No recipe', []),
  named('A recipe that is called otherwise', [], { 'loradex.yml': jsonlSource }),
  named('A misspelt recipe', ['recipes/qestions.yaml'], { 'recipes/questions.yaml': jsonlSource }),
  named('A recipe in a folder that is not there', ['a/b/qa.yaml']),
  named('A misspelt folder', ['recipe/qa.yaml'], { 'recipes/qa.yaml': jsonlSource }),
  named('A folder as recipe', ['recipes'], { 'recipes/qa.yaml': jsonlSource }),
  named('A recipe below a file', ['in.jsonl/qa.yaml']),
  named('A name that is too long', [`${'x'.repeat(300)}.yaml`]),
  named('Data as recipe', ['in.jsonl']),
]

function bomb(): string {
  const lines = Array.from({ length: 12 }, (_, level) => {
    const item = level === 0 ? 'x' : `*a${level - 1}`
    return `a${level}: &a${level} [${Array.from({ length: 10 }, () => item).join(', ')}]`
  })
  return `${lines.join('\n')}\n`
}
