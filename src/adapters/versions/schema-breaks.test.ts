import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseJsonText } from '../../kernel/parse-json.js'
import { schemaBreaks } from './schema-breaks.js'

function breaksOf(old: string, now: string): readonly string[] {
  return [...schemaBreaks(parseJsonText(old) ?? null, parseJsonText(now) ?? null)]
}

function nested(most: number): string {
  return `{"properties":{"a":{"items":{"maxItems":${most}}}}}`
}

/** An answer whose size has the schema, by a reference to where it is defined. */
function sized([reference, definition]: readonly [string, string], size: string): string {
  return `{"properties":{"size":{${reference}}},${definition.replace('SIZE', size)}}`
}

/** A chain of parts, each with the next. */
function chain(most: number, more = ''): string {
  const part = `"properties":{"next":{"$ref":"#/$defs/part"},"of":{"maximum":${most}}}${more}`
  return `{"$ref":"#/$defs/part","$defs":{"part":{${part}}}}`
}

function endless(most: number): string {
  return `{"$ref":"#","maximum":${most}}`
}

function outside(name: string, most: number): string {
  return `{"maximum":${most},"items":{"$ref":"https://schemas.test/${name}"}}`
}

/** Lists of lists, defined one by the next, the last by the first. */
function ring(size: number): string {
  const parts = Array.from(
    { length: size },
    (_, index) => `"${index}":{"items":{"$ref":"#/$defs/${(index + 1) % size}"}}`,
  )
  return `{"$ref":"#/$defs/0","$defs":{${parts.join(',')}}}`
}

describe('schemaBreaks', () => {
  it('takes a bound that moves outwards or goes for a break, and no other', () => {
    const steps: readonly (readonly [string, string, readonly string[]])[] = [
      ['{"maxLength":200}', '{"maxLength":300}', ['answers: maxLength 300, was 200']],
      ['{"maxLength":200}', '{"maxLength":200.0}', []],
      ['{"maxLength":200}', '{"maxLength":100}', []],
      ['{"maxLength":200}', '{}', ['answers: maxLength gone, was 200']],
      ['{"minimum":0}', '{"minimum":-1}', ['answers: minimum -1, was 0']],
      ['{"minimum":0}', '{"minimum":1}', []],
      ['{}', '{"minimum":1}', []],
    ]
    for (const [old, now, expected] of steps) assert.deepEqual(breaksOf(old, now), expected)
  })

  it('takes an object that is opened for a break', () => {
    const closed = '{"properties":{"a":{}},"additionalProperties":false}'
    assert.deepEqual(breaksOf(closed, '{"properties":{"a":{}}}'), [
      'answers: members besides those listed',
    ])
    assert.deepEqual(breaksOf('{"properties":{"a":{}}}', closed), [])
  })

  it('finds them within members and items', () => {
    assert.deepEqual(breaksOf(nested(2), nested(3)), ['/a[]: maxItems 3, was 2'])
  })

  for (const place of [
    ['"$ref":"#/$defs/Size","description":"how much"', '"$defs":{"Size":SIZE}'],
    ['"allOf":[{"$ref":"#/definitions/Size"}]', '"definitions":{"Size":SIZE}'],
    ['"$ref":"#size"', '"$defs":{"Size":{"$anchor":"size","allOf":[SIZE]}}'],
    ['"$dynamicRef":"#size"', '"$defs":{"Size":{"$dynamicAnchor":"size","allOf":[SIZE]}}'],
    ['"$ref":"size.json"', '"$defs":{"Size":{"$id":"size.json","allOf":[SIZE]}}'],
    ['"anyOf":[{"$ref":"#/$defs/Size"},{"type":"null"}]', '"$defs":{"Size":SIZE}'],
  ] as const) {
    it(`follows ${place[0]}`, () => {
      const old = sized(place, '{"type":"string","maxLength":3}')
      for (const [now, expected] of [
        ['{"type":"string","maxLength":9}', ['/size: maxLength 9, was 3']],
        ['{"type":["string","null"],"maxLength":3}', ['/size: null besides string']],
        ['{"type":"string","maxLength":3,"title":"unit"}', []],
        ['{"type":"string","maxLength":2}', []],
      ] as const) {
        assert.deepEqual(breaksOf(old, sized(place, now)), expected)
      }
    })
  }

  it('compares a definition with what takes its place', () => {
    const named = '{"$ref":"#/$defs/a","$defs":{"a":{"maximum":1}}}'
    assert.deepEqual(breaksOf(named, '{"maximum":1}'), [])
    assert.deepEqual(breaksOf('{"maximum":1}', named), [])
    assert.deepEqual(breaksOf('{"maximum":0}', named), ['answers: maximum 1, was 0'])
  })

  it('ends where definitions lead back to themselves', () => {
    assert.deepEqual(breaksOf(chain(1), chain(2)), ['/of: maximum 2, was 1'])
    assert.deepEqual(breaksOf(chain(1), chain(1, ',"required":["of"]')), [])
    assert.deepEqual(breaksOf(endless(1), endless(0)), [])
    assert.deepEqual(breaksOf(endless(1), endless(2)), ['answers: maximum 2, was 1'])
  })

  it('knows references out of the document by their URI', () => {
    assert.deepEqual(breaksOf(outside('a', 2), outside('a', 1)), [])
    assert.deepEqual(breaksOf(outside('a', 2), outside('b', 1)), ['[]: another $ref'])
    assert.equal(breaksOf(outside('a', 2), '{"$ref":"#/$defs/none"}').length, 2)
  })

  const draft4 = '"$schema":"http://json-schema.org/draft-04/schema#"'
  const draft7 = '"$schema":"http://json-schema.org/draft-07/schema#"'
  const wider: readonly (readonly [string, string])[] = [
    ['{"if":{"required":["a"]},"then":{"maximum":1}}', '{"if":{"required":["a"]},"then":{}}'],
    ['{"if":{"required":["a"]},"else":false}', '{"if":{"required":["a"]}}'],
    ['{"if":{"required":["a"]},"else":false}', '{"if":{"required":["b"]},"else":false}'],
    ['{"properties":{"a":{}},"unevaluatedProperties":false}', '{"properties":{"a":{}}}'],
    ['{"unevaluatedProperties":false}', '{"properties":{"a":{}},"unevaluatedProperties":false}'],
    [
      '{"allOf":[{"maximum":1}],"unevaluatedProperties":false}',
      '{"allOf":[{"maximum":1,"properties":{"a":{}}}],"unevaluatedProperties":false}',
    ],
    ['{"prefixItems":[true],"unevaluatedItems":false}', '{"prefixItems":[true]}'],
    ['{"prefixItems":[true],"items":false}', '{"prefixItems":[true,{}],"items":false}'],
    [
      `{${draft7},"items":[true],"additionalItems":false}`,
      `{${draft7},"items":[true],"additionalItems":true}`,
    ],
    ['{"dependentRequired":{"a":["b"]}}', '{}'],
    ['{"dependentSchemas":{"a":{"maximum":1}}}', '{"dependentSchemas":{"a":{"maximum":2}}}'],
    [`{${draft7},"dependencies":{"a":["b"]}}`, `{${draft7},"dependencies":{"a":[]}}`],
    ['{"contains":{"maximum":1},"maxContains":1}', '{"contains":{"maximum":1},"maxContains":2}'],
    ['{"contains":{"maximum":1},"maxContains":1}', '{"contains":{"maximum":0},"maxContains":1}'],
    ['{"contains":{"maximum":1},"minContains":2}', '{"contains":{"maximum":1}}'],
    ['{"contains":{"maximum":1}}', '{"contains":{"maximum":1},"minContains":0}'],
    [
      '{"additionalProperties":{"type":"string"}}',
      '{"additionalProperties":{"type":["string","null"]}}',
    ],
    [
      '{"additionalProperties":{"type":"string"}}',
      '{"additionalProperties":{"type":"string"},"patternProperties":{"^a":{"type":"null"}}}',
    ],
    [`{${draft4},"minimum":1,"exclusiveMinimum":true}`, `{${draft4},"minimum":1}`],
    ['{"maximum":9007199254740992}', '{"maximum":9007199254740993}'],
    [
      '{"oneOf":[{"type":"integer"},{"minimum":5}]}',
      '{"oneOf":[{"type":"integer"},{"minimum":7}]}',
    ],
    ['{"not":{"maximum":2}}', '{"not":{"maximum":1}}'],
    ['{"const":null}', '{}'],
    ['{"const":false}', '{}'],
    [`{${draft7},"$ref":"#/definitions/a","definitions":{"a":{}}}`, '{"maximum":1}'],
    ['{"type":"string"}', '{"type":"string","nullable":true}'],
  ]
  for (const [old, now] of wider) {
    it(`takes ${now} for more than ${old}`, () => assert.notDeepEqual(breaksOf(old, now), []))
  }

  const narrower: readonly (readonly [string, string])[] = [
    [
      '{"if":{"required":["a"]},"then":{"maximum":2}}',
      '{"if":{"required":["a"]},"then":{"maximum":1}}',
    ],
    [
      '{"properties":{"a":{}},"unevaluatedProperties":false}',
      '{"properties":{"a":{"maximum":1}},"unevaluatedProperties":false}',
    ],
    ['{"prefixItems":[{"maximum":2}],"items":{}}', '{"prefixItems":[{"maximum":1}],"items":false}'],
    ['{"contains":{"maximum":1}}', '{"contains":{"maximum":1},"minContains":2,"maxContains":3}'],
    [
      '{"additionalProperties":{"type":["string","null"]}}',
      '{"additionalProperties":{"type":"string"}}',
    ],
    ['{"additionalProperties":{"type":"string"}}', '{"additionalProperties":false}'],
    [`{${draft4},"minimum":1}`, `{${draft4},"minimum":1,"exclusiveMinimum":true}`],
    ['{"maximum":9007199254740993}', '{"maximum":9007199254740992}'],
    ['{"not":{"maximum":1}}', '{"not":{"maximum":2}}'],
    ['{"anyOf":[{"maximum":2},{"type":"null"}]}', '{"anyOf":[{"maximum":1},{"type":"null"}]}'],
    ['{"allOf":[{"maximum":2}]}', '{"maximum":1}'],
    ['{"uniqueItems":false}', '{}'],
    ['{"type":"string"}', '{"type":"string","x-order":1}'],
    ['{"properties":{"title":{"title":"a"}}}', '{"properties":{"title":{"title":"b"}}}'],
    [
      '{"allOf":[{"$ref":"#/$defs/a"}],"unevaluatedProperties":false,"$defs":{"a":{}}}',
      '{"allOf":[{"$ref":"#/$defs/a"}],"unevaluatedProperties":false,"$defs":{"a":{"title":"b"}}}',
    ],
  ]
  for (const [old, now] of narrower) {
    it(`takes ${now} for no more than ${old}`, () => assert.deepEqual(breaksOf(old, now), []))
  }

  it('takes what it cannot read for a break', () => {
    const unknown = '{"$schema":"https://schemas.test/own"}'
    assert.deepEqual(breaksOf(unknown, unknown), [])
    assert.deepEqual(breaksOf(unknown, '{}'), ['answers: another schema, which cannot be read'])
  })

  it('gives up on two schemas whose references cross too often', () => {
    assert.deepEqual(breaksOf(ring(16), ring(15)), [])
    const [found] = breaksOf(ring(401), ring(400))
    assert.match(found ?? '', /too large/u)
  })
})
