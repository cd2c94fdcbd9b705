import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromPlain } from '../kernel/plain-json.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { isJsonObject, type JsonObject } from '../kernel/json-value.js'
import { MAX_RENDERED } from './template-filters.js'
import { compileTemplate } from './template.js'

function recordOf(value: object): JsonObject {
  const record = fromPlain(value)
  assert.ok(isJsonObject(record))
  return record
}

function nested(levels: number): string {
  return '{{#if a}}'.repeat(levels) + '{{/if}}'.repeat(levels)
}

const record = recordOf({
  title: ' Österreich 🏔 ',
  tags: ['a', 'b', 3, null],
  none: null,
  no: false,
  zero: 0,
  empty: '',
  list: [],
  answer: { text: 'Wien', score: 1 },
  'answer.score': 'exact',
  'a b|c': 'odd',
  else: 'otherwise',
  '@index': 'a column',
  people: [
    { name: 'Ada', likes: ['x', 'y'] },
    { name: 'Bob', likes: [] },
  ],
})

describe('compileTemplate', () => {
  const rendered: readonly (readonly [template: string, text: string])[] = [
    ['', ''],
    ['plain } text }} { ', 'plain } text }} { '],
    ['{{answer.text}}', 'Wien'],
    ['{{ /answer/text }}!', 'Wien!'],
    ['{{answer.score}}', 'exact'],
    ['{{tags.1}}{{tags.2}}', 'b3'],
    ['{{zero}} {{no}}', '0 false'],
    ['{{answer}}', '{"text":"Wien","score":1}'],
    ['{{"a b|c"}}{{ \'else\' }}', 'oddotherwise'],
    ['{{"@index"}}{{#if "@index"}} and 0: {{@index}}{{/if}}', 'a column and 0: 0'],
    ['\\{{title}}', '{{title}}'],
    ['{"a": {{answer.text | json}}}', '{"a": "Wien"}'],
    ['{{title | trim | upper}}', 'ÖSTERREICH 🏔'],
    ['{{title | trim | lower}}', 'österreich 🏔'],
    ['{{title | trim | truncate: 12}}', 'Österreich 🏔'],
    ['{{title | trim | truncate: 11}}|', 'Österreich |'],
    ['{{title|trim|truncate:0}}|', '|'],
    ['{{tags | join: ", "}}', 'a, b, 3, '],
    ['{{tags | first}}{{answer.text | last}}', 'aWien'],
    ['{{gone | default: "x"}}{{none | default: "}}"}}{{empty | default: "y"}}', 'x}}'],
    ['{{gone | default: 7}}', '7'],
    ['{{list | first | default: "none"}}', 'none'],
    ['{{answer.text | replace: "i", "$&"}}', 'W$&en'],
    ['{{answer.text | replace: "Wien", ""}}', ''],
    ['{{none | json}}', 'null'],
    ['{{#if answer}}yes{{else}}no{{/if}}', 'yes'],
    ['{{#if zero}}yes{{/if}}', 'yes'],
    ['{{#if gone}}{{gone}}{{else}}no{{/if}}', 'no'],
    ['{{#if none}}1{{/if}}{{#if no}}2{{/if}}{{#if empty}}3{{/if}}{{#if list}}4{{/if}}', ''],
    ['{{#each tags}}{{#if .}}[{{@index}} {{.}}]{{/if}}{{/each}}', '[0 a][1 b][2 3]'],
    [
      '{{#each people}}{{name}}:{{#each likes}}{{@index}}{{.}}{{else2 | default: ""}}{{/each}};{{/each}}',
      'Ada:0x1y;Bob:;',
    ],
    ['[{{#each tags}}{{#if @index}}, {{/if}}{{. | json}}{{/each}}]', '["a", "b", 3, null]'],
    ['{{#each gone}}x{{/each}}{{#each none}}x{{/each}}', ''],
  ]
  for (const [template, text] of rendered) {
    it(`writes ${template || 'nothing'}`, () => {
      assert.deepEqual(compileTemplate(template).render(record), { value: text })
    })
  }

  it('writes numbers as they were spelled', () => {
    const exact = parseJsonText('{"a": 1.0, "b": [9007199254740993]}')
    assert.ok(isJsonObject(exact))
    assert.deepEqual(compileTemplate('{{a}} {{b}}').render(exact), {
      value: '1.0 [9007199254740993]',
    })
  })

  const gaps: readonly (readonly [template: string, code: string, path: string])[] = [
    ['a {{gone}}', 'missing-field', 'gone'],
    ['{{none}} b', 'missing-field', 'none'],
    ['{{answer.none.more}}', 'missing-field', 'answer.none.more'],
    ['{{gone | upper}}', 'missing-field', 'gone'],
    ['{{#each people}}{{age}}{{/each}}', 'missing-field', 'age'],
    ['{{@index | default: ""}}{{#each title}}{{/each}}', 'wrong-type', 'title'],
  ]
  for (const [template, code, path] of gaps) {
    it(`finds a gap in ${template}`, () => {
      assert.deepEqual(compileTemplate(template).render(record), { gap: { code, path } })
    })
  }

  it('keeps the type of a value that stands alone', () => {
    const evaluate = (template: string): unknown => compileTemplate(template).evaluate(record)
    assert.deepEqual(evaluate('{{answer}}'), { value: record.get('answer') })
    assert.deepEqual(evaluate('{{ none }}'), { value: null })
    assert.deepEqual(evaluate('{{gone | default: 3}}'), { value: 3 })
    assert.deepEqual(evaluate('{{zero}} '), { value: '0 ' })
    assert.deepEqual(evaluate('{{gone}}'), { gap: { code: 'missing-field', path: 'gone' } })
  })

  const wrong: readonly (readonly [template: string, problem: string])[] = [
    ['{{', '1:3: expected }}, saw the end'],
    ['a\n {{ b ', '2:7: expected }}, saw the end'],
    ['{{}}', '1:1: expected a path, saw none'],
    ['{{ | trim }}', '1:4: expected a path, saw none'],
    ['{{"a}}', '1:3: expected " that ends this text, saw the end'],
    ['{{"\\q"}}', '1:5: expected n, r, t, \\, " or \' after the \\, saw q'],
    ['{{a{b}}', '1:4: expected }}, saw one {'],
    ['{{a b}}', '1:5: expected | or }}, saw b'],
    ['{{a | uper}}', '1:7: unknown filter "uper", did you mean upper?'],
    ['{{a | constructor}}', '1:7: unknown filter "constructor"'],
    ['{{a | join}}', '1:7: expected arguments as in join: ", ", saw others'],
    ['{{a | trim: 1}}', '1:7: expected arguments as in trim, saw others'],
    ['{{a | truncate: "x"}}', '1:7: expected arguments as in truncate: 100, saw others'],
    ['{{a | truncate: -1}}', '1:7: expected arguments as in truncate: 100, saw others'],
    ['{{a | replace: "", "b"}}', '1:7: expected arguments as in replace: "old", "new", saw others'],
    ['{{a | replace: "a" "b"}}', '1:7: expected arguments as in replace: "old", "new", saw others'],
    [
      '{{a | replace: "a", "b",}}',
      '1:7: expected arguments as in replace: "old", "new", saw others',
    ],
    ['{{#if a}}', '1:1: expected {{/if}}, saw the end'],
    ['{{#if a}}{{else}}{{else}}{{/if}}', '1:18: expected {{/if}}, saw {{else}}'],
    ['{{#each a}}{{/if}}', '1:12: expected {{/each}}, saw {{/if}}'],
    ['{{/if}}', '1:1: expected {{#if path}} before it, saw {{/if}} alone'],
    ['{{#if a b}}{{/if}}', '1:9: expected }} after the path, saw b'],
    ['{{#with a}}', '1:1: expected #if or #each, saw #with'],
    ['{{@root.a}}', '1:3: expected a path or @index, saw @root.a'],
  ]
  for (const [template, problem] of wrong) {
    it(`refuses ${JSON.stringify(template)}`, () => {
      assert.throws(() => compileTemplate(template), {
        code: 'template.invalid',
        message: `template ${problem}`,
        details: { template },
      })
    })
  }

  it('bounds blocks in each other', () => {
    assert.deepEqual(compileTemplate(nested(32)).render(record), { value: '' })
    assert.throws(() => compileTemplate(nested(33)), { code: 'template.invalid' })
  })

  it('bounds what it writes', () => {
    const long = recordOf({ a: 'x'.repeat(MAX_RENDERED), b: ['y', 'y'] })
    const codeOf = (template: string): unknown => {
      const rendering = compileTemplate(template).render(long)
      return 'gap' in rendering ? rendering.gap.code : 'written'
    }
    assert.equal(codeOf('{{a}}'), 'written')
    assert.equal(codeOf('{{a}}.'), 'text-too-long')
    assert.equal(codeOf('{{a | replace: "x", "xy"}}'), 'text-too-long')
    assert.equal(codeOf('{{#each b}}{{.}}{{/each}}'), 'written')
  })

  it('takes time in proportion to the template', () => {
    for (const part of ['{{a}}', '\\{{', '{{a | trim}} ', "{{'a'}}", '}}', '{']) {
      compileTemplate(part.repeat(50_000).replace(/\{+$/u, ''))
    }
    compileTemplate(`{{a${' | trim'.repeat(100_000)}}}`)
  })
})
