import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { createChance, type Chance } from './chance.js'
import { compareLanes } from './compare-lanes.js'
import { spellText } from './random-json.js'

const ROWS = 3000

const recipe = checkRecipe({
  source: { type: 'jsonl', path: 'unused.jsonl' },
  style: 'chat_completion',
  metadata: { metadata_fields: ['more'] },
  structured_gen: { enable_schema_validation: true, json_schema: 'unused.json' },
})

/** About as long as those whose ends are remembered, some with more bytes than code points. */
function longText(chance: Chance): string {
  const words = ['ü', '🏔', 'text ', 'of ', 'many ', 'words ', '"', '\\', '\n']
  return Array.from({ length: 5 + chance.below(40) }, () => chance.pick(words)).join('')
}

/** Conversations of both forms, as arrays and as text, before or behind lists that are text. */
function recordOf(chance: Chance): string {
  const speaks = chance.is(0.5)
  const list = Array.from({ length: 1 + chance.below(4) }, (_, index) => {
    const [user, assistant] = speaks ? ['human', 'gpt'] : ['user', 'assistant']
    const who = index % 2 === 0 ? user : assistant
    const text = spellText(longText(chance), chance)
    if (!speaks && chance.is(0.2)) {
      return `{"role":"${who}","content":[{"type":"text","text":${text}}]}`
    }
    return speaks ? `{"from":"${who}","value":${text}}` : `{"role":"${who}","content":${text}}`
  }).join(',')
  // Of the same form, so that its texts lie where those of copied messages come to lie.
  const tool = `[{"role":"user","content":${JSON.stringify(longText(chance))}}]`
  const members = [
    `"tools":${chance.is(0.7) ? JSON.stringify(tool) : tool}`,
    `"messages":${chance.is(0.3) ? JSON.stringify(`[${list}]`) : `[${chance.pick(['', ' '])}${list}]`}`,
    `"more":{"deep":[${spellText(longText(chance), chance)}]}`,
  ]
  if (chance.is(0.5)) members.reverse()
  return `{${members.join(',')}}`
}

describe('long texts within containers', () => {
  const items = { items: { properties: { content: { minLength: 1 } } } }
  for (const schema of [true, { properties: { messages: items } }]) {
    it(`are the same in both lanes, held against ${JSON.stringify(schema)}`, () => {
      const chance = createChance(1)
      const rows = Array.from({ length: ROWS }, () => recordOf(chance))
      const result = compareLanes(recipe, JSON.stringify(schema), [Buffer.from(rows.join('\n'))])
      assert.ok('differences' in result, JSON.stringify(result))
      assert.deepEqual(result.differences.slice(0, 3), [])
      assert.ok(result.decided > ROWS / 3, `${result.decided} decided`)
    })
  }
})
