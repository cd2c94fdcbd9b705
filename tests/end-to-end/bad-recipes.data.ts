import { good, goodLine, stops, type BadInputCase } from './bad-input-case.js'

const files = { 'in.jsonl': `${good(1)}\n${good(2)}\n` }
const source = 'source: { type: jsonl, path: in.jsonl }\n'

/** `text` stands below the source, unless it names one itself. */
function refuses(name: string, text: string, stderr: RegExp): BadInputCase {
  const recipe = text.includes('source:') ? text : source + text
  return stops(name, { files, recipe }, { exitCode: 2, code: 'recipe.invalid', stderr })
}

/** What is no set of keys at all. */
function refusesWhole(name: string, recipe: string): BadInputCase {
  const stderr = /expected keys with values/u
  return stops(name, { files, recipe }, { exitCode: 2, code: 'recipe.invalid', stderr })
}

function unreadable(name: string, recipe: string, stderr?: RegExp): BadInputCase {
  const expect = { exitCode: 2, code: 'recipe.unreadable' } as const
  return stops(name, { files, recipe }, { ...expect, ...(stderr && { stderr }) })
}

function weighs(name: string, importance: string): BadInputCase {
  return {
    name,
    files: { 'in.jsonl': `{"question":"q","answer":"1","importance":${importance}}\n` },
    recipe: { weighting: {} },
    expect: { exitCode: 0, lines: [], dropped: { 'bad-weight': 1 } },
  }
}

const bomb = Array.from({ length: 12 }, (_, level) => {
  const item = level === 0 ? 'x' : `*a${level - 1}`
  return `a${level}: &a${level} [${Array.from({ length: 10 }, () => item).join(',')}]`
}).join('\n')

export const badRecipes: readonly BadInputCase[] = [
  refusesWhole('nothing', ''),
  refusesWhole('a comment and nothing else', '# later\n'),
  unreadable('two documents', `${source}---\n${source}`, /expected one document/u),
  unreadable('a bracket that stays open', 'source: { type: jsonl', /loradex\.yaml:1:\d+/u),
  unreadable('a tab as indentation', 'source:\n\ttype: jsonl\n', /loradex\.yaml:2:1/u),
  unreadable('10,000 levels', '['.repeat(10_000), /levels/u),
  unreadable('more than 1 MiB', `# ${'x'.repeat(2 ** 20)}`, /at most 1 MiB/u),
  refuses('[60] an alias of nothing', 'style: *nothing\n', /alias of an earlier anchor/u),
  refusesWhole('a list', '- source\n'),
  refusesWhole('a text', '"source"\n'),
  refuses(
    '[57] an unknown key',
    'quality: { min_txt_length: 3 }\n',
    /did you mean min_text_length/u,
  ),
  refuses('[57] an unknown section', 'wieghting: {}\n', /did you mean weighting/u),
  refuses('[57] __proto__ as a key', '__proto__: { style: custom }\n', /unknown key/u),
  refuses('[58] a number in quotes', 'quality: { min_text_length: "3" }\n', /saw "3"/u),
  refuses('[58] yes for true', 'quality: { skip_duplicates: yes }\n', /true or false/u),
  refuses('[59] a limit that is not a number', 'quality: { min_text_length: .nan }\n', /NaN/u),
  refuses('[59] a negative limit', 'quality: { min_text_length: -1 }\n', /saw.* -1/u),
  refuses('[59] an infinite limit', 'weighting: { max_weight: .inf }\n', /Infinity/u),
  refuses('[59] a huge limit', 'quality: { max_text_length: 1e30 }\n', /up to 2\^53, saw 1e30/u),
  refuses(
    '[59] limits crossed',
    'quality: { max_text_length: 5 }\n',
    /at most max_text_length, which is 5/u,
  ),
  refuses('[60] a bomb of anchors', bomb, /at most 1000 aliases/u),
  refuses('[60] a tag that makes code', 'style: !!js/function "() => 1"\n', /tag/u),
  refuses('[61] a key twice', 'style: custom\nstyle: custom\n', /loradex\.yaml:3:1 style/u),
  stops(
    '[63] a variable that is not set',
    { recipe: 'source: { type: http, url: "${NO_SUCH_NAME}" }' },
    { exitCode: 2, code: 'recipe.env-missing', stderr: /NO_SUCH_NAME/u },
  ),
  refuses('[63] a variable elsewhere', 'output: { path: "${HOME}/out" }\n', /replaced only in/u),
  stops(
    '[64] the folder of the source as target',
    { files: { ...files, 'out/in.jsonl': '' }, recipe: source },
    { exitCode: 6, code: 'export.target-exists', stderr: /hint: .*only an export is ever/u },
  ),
  stops(
    '[64] a file as target',
    { files: { ...files, out: 'mine' }, recipe: source },
    { exitCode: 6, code: 'export.target-exists' },
  ),
  stops(
    '[64] the source itself as target, by force',
    { files, recipe: source, command: ['export', '--out', 'in.jsonl', '--force'] },
    { exitCode: 6, code: 'export.target-exists' },
  ),
  stops(
    'a target below a file',
    { files, recipe: source, command: ['export', '--out', 'in.jsonl/out'] },
    { exitCode: 2, code: 'export.target-unwritable' },
  ),
  refuses(
    '[67] shares that do not sum to 1',
    'split: { key: q, ratios: { train: 0.9, test: 0.2 } }\n',
    /sum to 1, saw a sum of 1\.1/u,
  ),
  refuses('[67] no shares', 'split: { key: q, ratios: {} }\n', /sum to 1, saw a sum of 0/u),
  refuses(
    '[67] a share below 0',
    'split: { key: q, ratios: { train: 1.5, test: -0.5 } }\n',
    /ratios\.test/u,
  ),
  refuses(
    'a split named like the rejects',
    'split: { key: q, ratios: { rejects: 1 } }\n',
    /ratios\.rejects/u,
  ),
  refuses(
    'a split that leads out of the folder',
    'split: { key: q, ratios: { "../x": 1 } }\n',
    /saw "\.\.\/x"/u,
  ),
  weighs('[68] a negative weight', '-1'),
  weighs('[68] a weight beyond doubles', '1e400'),
  weighs('[68] a weight that is a text', '"heavy"'),
  weighs('[68] a weight that is a list', '[1]'),
  {
    name: 'a timestamp that is none',
    files: { 'in.jsonl': `{"question":"q","answer":"1","created_at":"yesterday"}\n` },
    recipe: { weighting: { auto_weight_by_freshness: true } },
    expect: { exitCode: 0, lines: [], dropped: { 'bad-timestamp': 1 } },
  },
  refuses('[69] a newer format', 'format_version: 2\n', /Update loradex/u),
  refuses('a source of no known kind', 'source: { type: xml, path: a }\n', /source\.type/u),
  refuses('a source without a kind', 'source: in.jsonl\n', /source/u),
  refuses('no source', '# source: none\nstyle: custom\n', /source: missing/u),
  refuses(
    'both table and query',
    'source: { type: sqlite, path: a, table: t, query: q }\n',
    /either/u,
  ),
  refuses(
    'an address of another kind',
    'source: { type: http, url: "file:///x" }\n',
    /source\.url/u,
  ),
  refuses(
    'a template that is broken',
    'style: custom\ncustom: { template: { a: "{{" } }\n',
    /template/u,
  ),
  refuses('style custom without a template', 'style: custom\n', /section custom/u),
  refuses(
    'validation without a schema',
    'structured_gen: { enable_schema_validation: true }\n',
    /expected json_schema/u,
  ),
  {
    name: 'fields that records do not have',
    files: { 'in.jsonl': '{"question":"q"}\n{"answer":"a"}\n{"question":{},"answer":"a"}\n' },
    expect: { exitCode: 0, lines: [], dropped: { 'missing-field': 2, 'wrong-type': 1 } },
  },
  {
    name: 'conversations that are none',
    files: {
      'in.jsonl': [
        '{"messages":[]}',
        '{"messages":"hi"}',
        '{"messages":[{"role":"user"}]}',
        '{"messages":[{"role":"king","content":"x"}]}',
        '{}',
        '',
      ].join('\n'),
    },
    recipe: { style: 'chat_completion' },
    expect: { exitCode: 0, lines: [] },
  },
  {
    name: 'a path of fields that JavaScript knows',
    files,
    recipe: {
      metadata: { metadata_fields: { a: 'constructor.name', b: '__proto__', c: 'q.length' } },
    },
    expect: {
      exitCode: 0,
      lines: [goodLine(1), goodLine(2)],
    },
  },
]
