import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import {
  crosswalk,
  formats,
  type Format,
  type ValueKind,
} from '#loradex/adapters/crosswalk/crosswalk.data.js'
import { metadataFrom, metadataTo } from '#loradex/adapters/crosswalk/convert.js'
import { pathParts, withValueAt } from '#loradex/adapters/crosswalk/json-path.js'
import { peftFields } from '#loradex/adapters/peft/peft-fields.data.js'
import { isJsonObject, type Json, type JsonObject } from '#loradex/kernel/json-value.js'
import { parseJsonText } from '#loradex/kernel/parse-json.js'
import { fromPlain } from '#loradex/kernel/plain-json.js'
import { canonicalJson, writeJson } from '#loradex/kernel/write-json.js'

const values: Readonly<Record<ValueKind, fc.Arbitrary<Json>>> = {
  text: fc.string({ unit: 'grapheme' }),
  number: fc.oneof(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 })),
  texts: fc.array(fc.string()),
}

/** A document with some of the fields that the format has a place for. */
function documentFor(format: Format): fc.Arbitrary<JsonObject> {
  const rows = crosswalk.filter(({ places }) => places[format] !== undefined)
  const members = rows.map(({ field, kind }) =>
    fc.option(
      values[kind].map((value) => [field, value] as const),
      { nil: undefined },
    ),
  )
  return fc
    .tuple(...members)
    .map((found) =>
      found
        .filter((member) => member !== undefined)
        .reduce<JsonObject>(
          (document, [field, value]) => withValueAt(document, pathParts(field), value),
          new Map(),
        ),
    )
}

const conformance = JSON.parse(
  readFileSync('docs/spec/adapter-metadata-1.0.cases.json', 'utf8'),
) as { cases: readonly { name: string; document: unknown }[] }
const full = fromPlain(conformance.cases.find(({ name }) => name === 'every block')?.document)
assert.ok(isJsonObject(full))

describe('the crosswalk', () => {
  for (const format of formats) {
    it(`to ${format} and back loses nothing that has a place there`, () => {
      fc.assert(
        fc.property(documentFor(format), (document) => {
          const there = metadataTo(format, document)
          // Formats are files: what is not JSON would be lost.
          const read = parseJsonText(writeJson(there))
          assert.ok(isJsonObject(read))
          const back = metadataFrom(format, read)
          assert.equal(canonicalJson(back), canonicalJson(document))
        }),
        { numRuns: 200 },
      )
    })

    it(`puts nothing of ${format} into the same place twice`, () => {
      const places = crosswalk.flatMap((row) => {
        const place = row.places[format]
        return place === undefined ? [] : [JSON.stringify(place)]
      })
      assert.equal(new Set(places).size, places.length)
      assert.ok(places.length >= 5)
    })
  }

  it('writes only fields of PEFT into adapter_config.json', () => {
    for (const field of metadataTo('adapter_config.json', full).keys()) {
      assert.ok(Object.hasOwn(peftFields, field), field)
    }
  })

  it('keeps results where a format has them', () => {
    const result = { metric: 'eval_loss', value: 0.03, dataset: { name: 'legal', split: 'test' } }
    const document = fromPlain({ adapter_id: 'qa', 'loradex:evaluation': [result] }) as JsonObject
    for (const format of ['model card', 'MLflow', 'W&B'] as const) {
      const back = metadataFrom(format, metadataTo(format, document))
      assert.equal(canonicalJson(back), canonicalJson(document), format)
    }
    const bom = metadataFrom('CycloneDX', metadataTo('CycloneDX', document))
    const [read] = bom.get('loradex:evaluation') as readonly JsonObject[]
    assert.deepEqual(read?.get('value'), 0.03)
  })
})
