import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compilePattern } from '../validate/pattern/compile-pattern.js'
import { formatTests } from '../validate/formats/formats.js'
import { formatsOf, textFormats } from './text-formats.js'

const formatExamples: ReadonlyMap<string, string> = new Map([
  ['date-time', '2024-02-29T12:00:00Z'],
  ['date', '2024-02-29'],
  ['time', '12:00:00Z'],
  ['duration', 'P3DT4H'],
  ['uuid', '123e4567-e89b-12d3-a456-426655440000'],
  ['email', 'ada@example.org'],
  ['idn-email', 'jörg@bücher.example'],
  ['ipv4', '192.168.0.1'],
  ['ipv6', '2001:db8::1'],
  ['uri', 'https://example.org/a?b=c'],
  ['iri', 'https://example.org/ä'],
  ['local-date-time', '2024-02-29T12:00:00'],
  ['sql-timestamp', '2024-02-29 12:00:00'],
  ['year-month', '2024-02'],
  ['sha512', 'a1'.repeat(64)],
  ['sha256', 'a1'.repeat(32)],
  ['sha1', 'a1'.repeat(20)],
  ['md5', 'a1'.repeat(16)],
  ['object-id', 'a1'.repeat(12)],
  ['ulid', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ['mac-address', '00:1b:63:84:45:e6'],
  ['hex-colour', '#ff8800'],
  ['hex-number', '0xff'],
  ['jwt', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
  ['semantic-version', '1.2.3-rc.1'],
  ['phone-number', '+4930123456'],
  ['iban', 'DE89370400440532013000'],
  ['doi', '10.1000/xyz123'],
  ['media-type', 'application/json'],
  ['language-tag', 'de-AT'],
  ['coordinates', '52.5200, 13.4050'],
  ['digits', '007'],
  ['decimal', '-1.50'],
])

describe('the formats of texts', () => {
  it('are more than 30, each told by its own name first', () => {
    assert.ok(textFormats.length > 30)
    assert.deepEqual(
      [...formatExamples.keys()],
      textFormats.map(({ name }) => name),
    )
    for (const [name, example] of formatExamples) assert.equal(formatsOf(example)[0], name, example)
  })

  it('are accepted by the validator, whose keywords they become', () => {
    for (const { name, keyword, value } of textFormats) {
      const example = formatExamples.get(name) ?? ''
      const accepts = keyword === 'format' ? formatTests.get(value) : compilePattern(value, '')
      assert.equal(accepts?.(example), true, name)
    }
  })

  it('are none of words, prose and very long texts', () => {
    for (const text of ['', 'word', 'Some words, 1.2.3 or not', 'a b c', 'x'.repeat(3000)]) {
      assert.deepEqual(formatsOf(text), [])
    }
  })
})
