import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { MAX_DEPTH, MAX_KEY_UNITS, MAX_KEYS, parseJson } from './parse-json.js'
import { fromPlain, toPlain } from './plain-json.js'
import { canonicalJson, writeJson } from './write-json.js'

function parse(text: string | Uint8Array) {
  return parseJson(typeof text === 'string' ? Buffer.from(text) : text)
}

function codeOf(text: string | Uint8Array): string {
  const parsed = parse(text)
  return 'problem' in parsed ? parsed.problem.code : 'value'
}

function withKey(length: number): string {
  return `{"a":{"${'k'.repeat(length)}":1}}`
}

function withKeys(count: number): string {
  return `{${Array.from({ length: count }, (_, index) => `"${index}":1`).join(',')}}`
}

describe('parseJson', () => {
  it('agrees with JSON.parse on any JSON without duplicate keys', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const parsed = parse(text)
        assert.ok('value' in parsed)
        // Through JSON once more: -0 becomes 0, and keys meet in the same order.
        const expected: unknown = JSON.parse(text)
        assert.deepEqual(JSON.parse(writeJson(parsed.value)), expected)
      }),
      { numRuns: 500 },
    )
  })

  it('agrees with JSON.parse on what is not JSON', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"a"',
      '"',
      ':',
      ',',
      '1',
      '-',
      '.5',
      'e3',
      '0',
      'tru',
      'true',
      ' ',
      '\\',
      '\t',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (tokens) => {
        const text = tokens.join('')
        if (codeOf(text) === 'duplicate-key') return
        assert.equal(codeOf(text) === 'value', isJson(text), text)
      }),
      { numRuns: 5000 },
    )
  })

  for (const text of ['9007199254740993', '1e400', '1.0', '-0', '1E5', '0.10', '1e-400']) {
    it(`keeps ${text} as it is written`, () => {
      const parsed = parse(`{"n":[${text}]}`)
      assert.ok('value' in parsed)
      assert.equal(writeJson(parsed.value), `{"n":[${text}]}`)
    })
  }

  it('gives the number that JavaScript would, or else keeps the text, for any decimal', () => {
    const digits = fc.stringMatching(/^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?$/u)
    fc.assert(
      fc.property(digits, (text) => {
        const parsed = parse(text)
        assert.ok('value' in parsed)
        assert.equal(writeJson(parsed.value), text)
        assert.equal(typeof parsed.value === 'number', String(Number(text)) === text, text)
        if (typeof parsed.value === 'number') assert.ok(Object.is(parsed.value, Number(text)))
      }),
      { numRuns: 20_000 },
    )
  })

  it('reads objects with many keys, and many objects unlike each other', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`k${index}`, index]),
    )
    const parsed = parse(JSON.stringify(wide))
    assert.ok('value' in parsed)
    assert.equal(writeJson(parsed.value), JSON.stringify(wide))
    assert.equal(codeOf(`${JSON.stringify(wide).slice(0, -1)},"k4999":1}`), 'duplicate-key')
    for (let index = 0; index < 6000; index += 1) {
      const text = `{"x${index}":{"y${index}":1,"a":2},"a":[]}`
      const one = parse(text)
      assert.ok('value' in one)
      assert.equal(writeJson(one.value), text)
    }
    assert.equal(codeOf('{"new":1,"other":2,"new":3}'), 'duplicate-key')
  })

  it('keeps the order of keys that look like numbers, and __proto__ as a key', () => {
    const text = '{"b":1,"2":2,"1":3,"__proto__":{"x":4}}'
    const parsed = parse(text)
    assert.ok('value' in parsed)
    assert.equal(writeJson(parsed.value), text)
  })

  for (const [code, text] of [
    ['duplicate-key', '{"a":1,"a":1}'],
    ['duplicate-key', '{"a":1,"\\u0061":2}'],
    ['lone-surrogate', '"\\ud800"'],
    ['lone-surrogate', '{"\\udc00":1}'],
    ['invalid-json', '"\u0001"'],
    ['invalid-json', '{"a":1}{'],
    ['invalid-json', 'NaN'],
    ['invalid-json', ''],
    ['value', '{"é":1,"e\u0301":2}'],
    ['value', '"\\ud83d\\udcdc"'],
    ['value', '\r\t {} \n'],
  ] as const) {
    it(`answers ${JSON.stringify(text)} with ${code}`, () => assert.equal(codeOf(text), code))
  }

  for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe4, 0xb8]]) {
    it(`refuses the bytes ${Buffer.from(bytes).toString('hex')} within a string`, () => {
      assert.equal(codeOf(Buffer.from([0x22, ...bytes, 0x22])), 'invalid-utf8')
    })
  }

  for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xef], [0xef, 0xbf]]) {
    it(`says where the bytes ${Buffer.from(bytes).toString('hex')} are`, () => {
      for (const before of ['', '"', '"\uFEFF', '"ä\uFFFD', '"😀'.repeat(1000)]) {
        for (const after of ['', '"', 'ä', '\uFFFD']) {
          const source = Buffer.concat([
            Buffer.from(before),
            Buffer.from(bytes),
            Buffer.from(after),
          ])
          const parsed = parseJson(Buffer.concat([Buffer.from('ä'), source]), { start: 2 })
          assert.ok('problem' in parsed && parsed.problem.code === 'invalid-utf8')
          assert.equal(parsed.problem.offset, Buffer.byteLength(before))
        }
      }
    })
  }

  it(`takes ${MAX_DEPTH} levels and refuses one more, or a hundred thousand`, () => {
    assert.equal(codeOf('['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH)), 'value')
    assert.equal(codeOf('['.repeat(MAX_DEPTH + 1) + ']'.repeat(MAX_DEPTH + 1)), 'too-deep')
    assert.equal(codeOf('[{"a":'.repeat(100_000)), 'too-deep')
  })

  it(`takes keys of ${MAX_KEY_UNITS} characters and refuses longer ones`, () => {
    assert.equal(codeOf(withKey(MAX_KEY_UNITS)), 'value')
    assert.equal(codeOf(withKey(MAX_KEY_UNITS + 1)), 'key-too-long')
    assert.equal(codeOf(`{"${'k'.repeat(300)}":1,"${'k'.repeat(300)}":2}`), 'duplicate-key')
  })

  it(`takes objects of ${MAX_KEYS} keys and refuses one more`, () => {
    assert.equal(codeOf(withKeys(MAX_KEYS)), 'value')
    assert.equal(codeOf(withKeys(MAX_KEYS + 1)), 'too-many-keys')
  })

  it('says where the fault is, from the start of the value', () => {
    const bytes = Buffer.from('xx{"a":1,}')
    const parsed = parseJson(bytes, { start: 2 })
    assert.deepEqual(parsed, { problem: { code: 'invalid-json', offset: 7, found: '"}"' } })
  })

  it('never looks past the end it is given', () => {
    for (const text of ['12345', '"abc"', 'true', '{"a":1.5e10}', '[1,2]']) {
      for (let end = 0; end < text.length; end += 1) {
        const bytes = Buffer.from(text)
        const cut = Buffer.from(text.slice(0, end))
        assert.deepEqual(parseJson(bytes, { end }), parseJson(cut), `${text} cut at ${end}`)
      }
    }
  })
})

describe('canonicalJson', () => {
  for (const [left, right] of [
    ['1', '1.0'],
    ['100', '1e2'],
    ['0', '-0.0'],
    ['12.50e-1', '1.25'],
    ['{"a":1,"b":"\\u0041"}', '{"b":"A","a":1}'],
  ] as const) {
    it(`is the same for ${left} and ${right}`, () => {
      assert.equal(canonical(left), canonical(right))
    })
  }

  for (const [left, right] of [
    ['9007199254740993', '9007199254740992'],
    ['1', '-1'],
    ['1', '"1"'],
    ['[1,2]', '[2,1]'],
    ['1e400', '1e401'],
  ] as const) {
    it(`differs for ${left} and ${right}`, () => {
      assert.notEqual(canonical(left), canonical(right))
    })
  }
})

describe('fromPlain', () => {
  it('gives back what toPlain gave, for any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        assert.deepEqual(toPlain(fromPlain(value)), JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('keeps bigints exact and writes dates as ISO 8601', () => {
    assert.equal(writeJson(fromPlain(9007199254740993n)), '9007199254740993')
    assert.equal(writeJson(fromPlain({ at: new Date(0) })), '{"at":"1970-01-01T00:00:00.000Z"}')
  })

  const cycle: unknown[] = []
  cycle.push(cycle)
  for (const value of [Number.NaN, Infinity, () => 1, Symbol('x'), cycle, undefined]) {
    it(`refuses ${typeof value === 'object' ? 'a cycle' : String(value)}`, () => {
      assert.throws(() => fromPlain(value), { code: 'value.not-json' })
    })
  }
})

function canonical(text: string): string {
  const parsed = parse(text)
  assert.ok('value' in parsed)
  return canonicalJson(parsed.value)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
