import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { misspeltKeyword } from './misspelt-keyword.js'

const slips: Readonly<Record<string, string>> = {
  requird: 'required',
  requried: 'required',
  minlength: 'minLength',
  Type: 'type',
  types: 'type',
  tpye: 'type',
  propertys: 'properties',
  additionalProperty: 'additionalProperties',
  item: 'items',
  enums: 'enum',
  anyof: 'anyOf',
  If: 'if',
  $Ref: '$ref',
  formats: 'format',
}

const extensions = [
  'x-minlength',
  'example',
  'nullable',
  'discriminator',
  'enumNames',
  'formatMinimum',
  'patternRequired',
  'oneRequired',
  'unique',
  'time',
  'when',
  'unit',
  'nots',
  'form',
  'constraint',
  'definition',
  'defs',
  '$def',
  '$data',
  'desciption',
  `required${'x'.repeat(100)}`,
]

describe('misspeltKeyword', () => {
  for (const [word, meant] of Object.entries(slips)) {
    it(`takes ${word} for ${meant}`, () => {
      assert.equal(misspeltKeyword(word), meant)
    })
  }
  for (const word of extensions) {
    it(`leaves ${word.slice(0, 20)} alone`, () => {
      assert.equal(misspeltKeyword(word), undefined)
    })
  }
})
