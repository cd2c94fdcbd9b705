import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nearestWord } from './nearest-word.js'

const styles = ['instruction_tuning', 'chat_completion', 'text_completion', 'preference', 'custom']

const cases: readonly (readonly [word: string, candidates: readonly string[], meant?: string])[] = [
  ['instruct_tuning', styles, 'instruction_tuning'],
  ['preferense', styles, 'preference'],
  ['chat', styles, 'chat_completion'],
  ['completion', styles],
  ['poetry', styles],
  ['', styles],
  ['exprot', ['export', 'validate'], 'export'],
  ['Export', ['export'], 'export'],
  ['minTextLength', ['max_text_length', 'min_text_length'], 'min_text_length'],
  ['min_txt_length', ['max_text_length', 'min_text_length'], 'min_text_length'],
  ['min_length', ['max_text_length', 'min_text_length'], 'min_text_length'],
  ['text_length', ['max_text_length', 'min_text_length']],
  ['postgresql', ['sqlite', 'postgres'], 'postgres'],
  ['js', ['json', 'jsonl']],
  ['jso', ['json', 'jsonl'], 'json'],
  ['qq', ['aa']],
  ['q', ['a']],
  ['cat', ['dog']],
  ['colour', ['force', 'limit', 'out']],
  ['DATABSE_URL', ['DATABASE_URL', 'HOME'], 'DATABASE_URL'],
  ['answer', ['answer']],
  ['anwser', ['question', 'answer'], 'answer'],
]

describe('nearestWord', () => {
  for (const [word, candidates, meant] of cases) {
    it(`${JSON.stringify(word)} means ${meant ?? 'none'} of ${candidates.join(', ')}`, () => {
      assert.equal(nearestWord(word, candidates), meant)
    })
  }
})
