import { gzipSync } from 'node:zlib'
import { bytes, drops, good, goodLine, keeps, stops, writes } from './bad-input-case.js'
import type { BadInputCase } from './bad-input-case.js'

const record = (answer: string): string => `{"question":"q","answer":${answer}}`
const three = `${good(1)}\n${good(2)}\n${good(3)}\n`
const threeLines = [goodLine(1), goodLine(2), goodLine(3)]

function utf16(text: string, mark: readonly number[], isBig: boolean): Uint8Array {
  const body = Buffer.from(text, 'utf16le')
  return bytes(mark, [...(isBig ? body.swap16() : body)])
}

function refusesFile(name: string, file: string | Uint8Array, stderr: RegExp): BadInputCase {
  const files = { 'in.jsonl': file }
  return stops(name, { files }, { exitCode: 2, code: 'source.encoding', stderr })
}

function manyKeys(count: number): string {
  return `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',')}}`
}

const half = gzipSync(Buffer.from(three.repeat(2000))).subarray(0, 60)

/** Source files: numbers in brackets are those of the catalogue of bad inputs. */
export const badFiles: readonly BadInputCase[] = [
  {
    name: '[1] an empty file',
    files: { 'in.jsonl': '' },
    expect: { exitCode: 0, emitted: 0, dropped: {}, stderr: /warning: the source has no records/u },
  },
  keeps('[2] a byte order mark and nothing else', bytes([0xef, 0xbb, 0xbf]), []),
  keeps('[3] a byte order mark before records', bytes([0xef, 0xbb, 0xbf], three), threeLines),
  refusesFile('[4] UTF-16LE with a mark', utf16(three, [0xff, 0xfe], false), /UTF-16LE/u),
  refusesFile('[4] UTF-16BE with a mark', utf16(three, [0xfe, 0xff], true), /UTF-16BE/u),
  refusesFile('[4] UTF-16LE without a mark', utf16(three, [], false), /UTF-16LE/u),
  refusesFile('[4] UTF-16BE without a mark', utf16(three, [], true), /UTF-16BE/u),
  drops('[5] invalid UTF-8 in a text', bytes('{"question":"', [0xff], '"}'), 'invalid-utf8'),
  drops('[5] UTF-8 cut off in a text', bytes('{"question":"', [0xe2, 0x82], '"}'), 'invalid-utf8'),
  drops('[6] overlong UTF-8', bytes('{"question":"', [0xc0, 0xaf], '"}'), 'invalid-utf8'),
  drops('[6] a surrogate in UTF-8', bytes('{"q":"', [0xed, 0xa0, 0x80], '"}'), 'invalid-utf8'),
  drops('[7] a lone surrogate in a text', record('"\\ud800"'), 'lone-surrogate'),
  drops('[7] surrogates in the wrong order', record('"\\ude00\\ud83d"'), 'lone-surrogate'),
  drops('[8] a lone surrogate in a key', '{"\\udc00":1}', 'lone-surrogate'),
  drops('[9] a key twice, with the same value', '{"question":"q","question":"q"}', 'duplicate-key'),
  drops('[9] a key twice, once escaped', '{"a":1,"\\u0061":1}', 'duplicate-key'),
  drops('[9] a key twice, far down', record('[{"x":{"a":1,"a":2}}]'), 'duplicate-key'),
  writes('[10] keys that differ in normal form only', '{"\u00e9":1,"e\u0301":2}'),
  writes('[11] integers beyond 2^53', '[9007199254740993,1000000000000000000000000000000]'),
  writes('[12] more digits than a double has', '{"x":1.000000000000000005}'),
  writes('[13] numbers beyond doubles', '[1e400,-1e400,1e-400]'),
  writes('[14] spellings of numbers', '[-0,1.0,1E5,-0.0,1e+2]'),
  drops('[15] NaN', record('NaN'), 'invalid-json'),
  drops('[15] Infinity', record('[-Infinity]'), 'invalid-json'),
  drops('[15] a comma at the end', '{"question":"q",}', 'invalid-json'),
  drops('[15] a comment', '{"question":"q"/* no */}', 'invalid-json'),
  drops('[15] single quotes', "{'question':'q'}", 'invalid-json'),
  drops('[15] a number with a leading zero', record('[012]'), 'invalid-json'),
  drops('[16] a byte order mark in the middle', bytes([0xef, 0xbb, 0xbf], good(2)), 'invalid-json'),
  drops('[17] 513 levels', record('['.repeat(512) + ']'.repeat(512)), 'too-deep'),
  writes('[17] 512 levels', '['.repeat(511) + ']'.repeat(511)),
  drops('[18] 100,000 open brackets', record('['.repeat(100_000)), 'too-deep'),
  drops('[18] 100,000 open braces', '{"a":'.repeat(100_000), 'too-deep'),
  keeps('[20] no line feed at the end', three.trimEnd(), threeLines),
  keeps('[21] CRLF', three.replaceAll('\n', '\r\n'), threeLines),
  keeps('[21] blank lines', `\n${three.replaceAll('\n', '\n \t\n\r\n')}`, threeLines),
  keeps('[22] a bare CR between tokens', '{"question":"q",\r"answer":"1"}\n', [goodLine(1)]),
  writes('[23] line ends of Unicode', '"\u2028 \u2029 \u0085"'),
  writes('[24] an escaped NUL', '"a\\u0000b"'),
  drops('[24] a raw NUL', bytes('{"question":"', [0], '"}'), 'invalid-json'),
  drops('[24] a raw line tabulation', bytes('{"question":"', [0x0b], '"}'), 'invalid-json'),
  drops('[25] two values on a line', `${good(1)} ${good(2)}`, 'invalid-json'),
  drops('[26] an array', '["q","a"]', 'not-an-object'),
  drops('[26] a text', '"question"', 'not-an-object'),
  drops('[26] null', 'null', 'not-an-object'),
  stops(
    '[27] a JSON array as JSONL',
    { files: { 'in.jsonl': `[\n${good(1)},\n${good(2)}\n]\n` } },
    { exitCode: 2, code: 'source.wrong-format', stderr: /hint: Set source.type to json/u },
  ),
  stops(
    'JSONL as a JSON array',
    { files: { 'in.jsonl': three }, recipe: { source: { type: 'json', path: 'in.jsonl' } } },
    { exitCode: 2, code: 'source.wrong-format', stderr: /hint: Set source.type to jsonl/u },
  ),
  {
    name: '[28] a last line that is cut off',
    files: { 'in.jsonl': `${good(1)}\n${good(2).slice(0, -4)}` },
    expect: { exitCode: 0, lines: [goodLine(1)], dropped: { 'truncated-record': 1 } },
  },
  {
    name: '[28] a last line cut off within a character',
    files: { 'in.jsonl': bytes(`${good(1)}\n{"question":"`, [0xe2, 0x82]) },
    expect: { exitCode: 0, lines: [goodLine(1)], dropped: { 'truncated-record': 1 } },
  },
  stops(
    '[29] gzip that is cut off',
    { files: { 'in.jsonl': half } },
    { exitCode: 7, code: 'source.truncated' },
  ),
  stops(
    '[30] gzip with something behind it',
    { files: { 'in.jsonl': bytes([...gzipSync(three)], 'garbage') } },
    { exitCode: 7, code: 'source.damaged' },
  ),
  stops(
    '[30] gzip with a wrong checksum',
    {
      files: { 'in.jsonl': bytes([...gzipSync(three).subarray(0, -8)], [0, 0, 0, 0, 0, 0, 0, 0]) },
    },
    { exitCode: 7, code: 'source.damaged' },
  ),
  keeps('[31] gzip in two members', bytes([...gzipSync(three)], [...gzipSync(three)]), [
    ...threeLines,
    ...threeLines,
  ]),
  stops(
    '[32] a bomb',
    { files: { 'in.jsonl': gzipSync(Buffer.alloc(300 * 2 ** 20, ' ')) } },
    { exitCode: 7, code: 'source.expands-too-much' },
  ),
  {
    name: '[33] plain text named .gz',
    files: { 'in.jsonl.gz': three },
    recipe: { source: { type: 'jsonl', path: '*.gz' } },
    expect: { exitCode: 0, lines: threeLines, dropped: {} },
  },
  keeps('[33] gzip that is not named so', gzipSync(three), threeLines),
  writes('[34] keys that JavaScript knows', '{"__proto__":{"x":1},"constructor":{"prototype":2}}'),
  writes('[35] keys that look like numbers', '{"2":1,"b":2,"1":3,"a":4}'),
  writes('[36] a key of 8,000 characters', `{"${'k'.repeat(8000)}":1}`),
  drops('[36] a key of 1 MiB', record(`{"${'k'.repeat(2 ** 20)}":1}`), 'key-too-long'),
  drops('[36] a million keys', record(manyKeys(1_000_000)), 'too-many-keys'),
  {
    name: '[37] CSV with rows of other lengths, a stray quote and an open one',
    files: { 'in.csv': 'question,answer\nq,1\nq\nq,2,3\nq,a"b\nq,"open\nq,4\n' },
    recipe: { source: { type: 'csv', path: 'in.csv' } },
    expect: {
      exitCode: 0,
      lines: [goodLine(1), goodLine('a\\"b')],
      dropped: { 'ragged-row': 2, 'bad-quote': 1 },
    },
  },
  {
    name: '[37] CSV with a NUL and a lone CR',
    files: { 'in.csv': 'question,answer\nq,a\u0000b\nq,"a\rb"\n' },
    recipe: { source: { type: 'csv', path: 'in.csv' } },
    expect: { exitCode: 0, lines: [goodLine('a\\rb')], dropped: { 'bad-value': 1 } },
  },
  stops(
    '[37] CSV with a column twice',
    {
      files: { 'in.csv': 'question,question\nq,1\n' },
      recipe: { source: { type: 'csv', path: 'in.csv' } },
    },
    { exitCode: 2, code: 'source.wrong-format', stderr: /"question" twice/u },
  ),
  {
    name: '[38] a cell that a spreadsheet would run',
    files: { 'in.csv': "question,answer\nq,=cmd|' /C calc'!A0\n" },
    recipe: { source: { type: 'csv', path: 'in.csv' } },
    expect: { exitCode: 0, lines: [goodLine("=cmd|' /C calc'!A0")], dropped: {} },
  },
  stops(
    '[39] Parquet with a damaged footer',
    {
      files: { 'in.parquet': 'PAR1 this is no table PAR1' },
      recipe: { source: { type: 'parquet', path: 'in.parquet' } },
    },
    { exitCode: 2, code: 'source.unreadable', stderr: /damaged footer/u },
  ),
  stops(
    'something that is no SQLite database',
    {
      files: { 'in.db': three },
      recipe: { source: { type: 'sqlite', path: 'in.db', table: 't' } },
    },
    { exitCode: 2, code: 'source.wrong-format' },
  ),
  stops('no file at all', {}, { exitCode: 2, code: 'source.no-match', stderr: /in\.jsonl/u }),
]
