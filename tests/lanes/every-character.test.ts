import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { compareLanes } from './compare-lanes.js'

const recipe = checkRecipe({
  source: { type: 'jsonl', path: 'unused.jsonl' },
  quality: { min_text_length: 1, max_text_length: 100_000 },
  quality_metrics: { enable_metrics: true, track_distinct_ngrams: true },
})

/** Behind the first plane are few blocks, and large ones. */
const FIRST_PLANE = 0x10000
const LATE_STEP = 0xd1
const CHARACTERS_PER_TEXT = 96

function everyCharacter(): readonly string[] {
  const codes = Array.from({ length: FIRST_PLANE }, (_, code) => code)
  for (let code = FIRST_PLANE; code < 0x110000; code += LATE_STEP) codes.push(code)
  return codes
    .filter((code) => code < 0xd800 || code >= 0xe000)
    .map((code) => String.fromCodePoint(code))
}

/** Records whose answers have the characters beside letters, beside each other and at any place of a block. */
function recordsOf(characters: readonly string[]): Uint8Array {
  const lines: string[] = []
  for (let from = 0; from < characters.length; from += CHARACTERS_PER_TEXT) {
    const own = characters.slice(from, from + CHARACTERS_PER_TEXT)
    const beside = own.map(
      (character, index) => `${'word'.repeat(index % 5)}${character}b${character}`,
    )
    lines.push(
      JSON.stringify({ question: 'Which?', answer: `It is ${beside.join('')} ${own.join('')}` }),
    )
  }
  return Buffer.from(`${lines.join('\n')}\n`)
}

describe('what characters are to words', () => {
  it('is the same in both lanes for every one of them', () => {
    const result = compareLanes(recipe, undefined, [recordsOf(everyCharacter())])
    assert.ok('differences' in result)
    assert.deepEqual(result.differences, [])
    assert.ok(result.decided > 0.95 * result.rows)
  })

  it('is the same where a text has more words than are hashed at once', () => {
    const texts = [400, 447, 448, 449, 512, 513, 900, 2000].map((count) =>
      Array.from({ length: count }, (_, index) =>
        ['a', 'ภ', 'longestwords'.repeat(index % 4)].join(' '),
      ),
    )
    const lines = texts.map((words) =>
      JSON.stringify({ question: 'Which?', answer: words.join('.') }),
    )
    const result = compareLanes(recipe, undefined, [Buffer.from(lines.join('\n'))])
    assert.ok('differences' in result)
    assert.deepEqual(result.differences, [])
    assert.equal(result.kept, texts.length)
  })
})
