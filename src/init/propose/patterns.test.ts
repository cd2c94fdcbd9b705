import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { proposeFrom, recordsOf } from './propose-from.contract.js'

const question = (n: number) => `What is the capital of country number ${n}?`
const answer = (n: number) => `The capital of country number ${n} is city number ${n}.`
const nothing = { const: null }
const conversation = (n: number) => [
  { role: 'user', content: question(n) },
  { role: 'assistant', content: answer(n) },
]
const shareGpt = (n: number) => [
  { from: 'human', value: question(n) },
  { from: 'gpt', value: answer(n) },
]
const transcript = (n: number, last: string) =>
  `\n\nHuman: ${question(n)}\n\nAssistant: Let me see.\n\nHuman: Please do.\n\nAssistant: ${last}`

interface Pattern {
  readonly make: (n: number) => unknown
  readonly style: string
  readonly mapping: Readonly<Record<string, unknown>>
}

const patterns: Readonly<Record<string, Pattern>> = {
  'question and answer': {
    make: (n) => ({ question: question(n), answer: answer(n) }),
    style: 'instruction_tuning',
    mapping: { instruction_field: 'question', input_field: nothing, output_field: 'answer' },
  },
  'instruction, input and output': {
    make: (n) => ({ instruction: 'Answer the question.', input: question(n), output: answer(n) }),
    style: 'instruction_tuning',
    mapping: { instruction_field: 'instruction', input_field: 'input', output_field: 'output' },
  },
  'instruction, context, response and category': {
    make: (n) => ({
      instruction: question(n),
      context: n % 2 ? '' : `Passage ${n} says a lot.`,
      response: answer(n),
      category: n % 2 ? 'open_qa' : 'closed_qa',
    }),
    style: 'instruction_tuning',
    mapping: { instruction_field: 'instruction', input_field: 'context', output_field: 'response' },
  },
  'prompt and completion': {
    make: (n) => ({ prompt: question(n), completion: answer(n) }),
    style: 'instruction_tuning',
    mapping: { instruction_field: 'prompt', input_field: nothing, output_field: 'completion' },
  },
  'input and target': {
    make: (n) => ({ input: question(n), target: answer(n) }),
    style: 'instruction_tuning',
    mapping: { instruction_field: 'input', input_field: nothing, output_field: 'target' },
  },
  'Frage and Antwort': {
    make: (n) => ({ Nr: n, Frage: question(n), Antwort: answer(n) }),
    style: 'instruction_tuning',
    mapping: { instruction_field: 'Frage', input_field: nothing, output_field: 'Antwort' },
  },
  '問題 and 回答': {
    make: (n) => ({ 問題: question(n), 回答: answer(n) }),
    style: 'instruction_tuning',
    mapping: { instruction_field: '問題', input_field: nothing, output_field: '回答' },
  },
  'numbers as answers': {
    make: (n) => ({ question: question(n), answer: n * 1.5 }),
    style: 'instruction_tuning',
    mapping: {
      instruction_field: 'question',
      input_field: nothing,
      output_field: { template: '{{answer}}' },
    },
  },
  'objects as answers': {
    make: (n) => ({ question: question(n), answer: { name: `city ${n}`, country: n } }),
    style: 'instruction_tuning',
    mapping: { instruction_field: 'question', input_field: nothing, output_field: 'answer' },
  },
  'answers within objects': {
    make: (n) => ({
      id: n,
      question: question(n),
      answers: { text: [answer(n)], answer_start: [n] },
      context: `Passage ${n % 3}.`,
    }),
    style: 'instruction_tuning',
    mapping: {
      instruction_field: 'question',
      input_field: nothing,
      output_field: 'answers.text.0',
    },
  },
  'fields within an object': {
    make: (n) => ({ id: n, data: { question: question(n), answer: answer(n) } }),
    style: 'instruction_tuning',
    mapping: {
      instruction_field: 'data.question',
      input_field: nothing,
      output_field: 'data.answer',
    },
  },
  'text and label': {
    make: (n) => ({ text: `${answer(n)} I liked it very much.`, label: n % 3 }),
    style: 'instruction_tuning',
    mapping: {
      instruction_field: 'text',
      input_field: nothing,
      output_field: { template: '{{label}}' },
    },
  },
  'article and summary': {
    make: (n) => ({ article: answer(n).repeat(20), summary: answer(n) }),
    style: 'instruction_tuning',
    mapping: { instruction_field: 'article', input_field: nothing, output_field: 'summary' },
  },
  'answers that end with a marker': {
    make: (n) => ({ prompt: question(n), completion: `${answer(n)}<|endoftext|>` }),
    style: 'instruction_tuning',
    mapping: {
      instruction_field: 'prompt',
      input_field: nothing,
      output_field: { template: '{{completion | replace: "<|endoftext|>", "" | trim}}' },
    },
  },
  messages: {
    make: (n) => ({ id: `c${n}`, messages: conversation(n) }),
    style: 'chat_completion',
    mapping: { messages_field: 'messages' },
  },
  'messages with tools': {
    make: (n) => ({
      messages: conversation(n),
      tools: [{ type: 'function', function: { name: 'f' } }],
    }),
    style: 'chat_completion',
    mapping: { messages_field: 'messages', tools_field: 'tools' },
  },
  'messages beside names of tools': {
    make: (n) => ({ messages: conversation(n), tools: 'search' }),
    style: 'chat_completion',
    mapping: { messages_field: 'messages', tools_field: nothing },
  },
  'messages as JSON text': {
    make: (n) => ({ row: String(n), chat: JSON.stringify(conversation(n)) }),
    style: 'chat_completion',
    mapping: { messages_field: 'chat' },
  },
  'messages within an object': {
    make: (n) => ({ data: { turns: conversation(n) } }),
    style: 'chat_completion',
    mapping: { messages_field: 'data.turns' },
  },
  'messages of a name that says nothing': {
    make: (n) => ({ x: conversation(n) }),
    style: 'chat_completion',
    mapping: { messages_field: 'x' },
  },
  ShareGPT: {
    make: (n) => ({ id: n, conversations: shareGpt(n) }),
    style: 'chat_completion',
    mapping: { messages_field: 'conversations' },
  },
  'system, question and response': {
    make: (n) => ({
      system_prompt: 'You are a geographer.',
      question: question(n),
      response: answer(n),
    }),
    style: 'chat_completion',
    mapping: { system_field: 'system_prompt', user_field: 'question', assistant_field: 'response' },
  },
  'user and assistant': {
    make: (n) => ({ user: question(n), assistant: answer(n), messages: n }),
    style: 'chat_completion',
    mapping: {
      messages_field: nothing,
      system_field: nothing,
      user_field: 'user',
      assistant_field: 'assistant',
    },
  },
  'prompt, chosen and rejected': {
    make: (n) => ({ prompt: question(n), chosen: answer(n), rejected: `No idea about ${n}.` }),
    style: 'preference',
    mapping: { prompt_field: 'prompt', chosen_field: 'chosen', rejected_field: 'rejected' },
  },
  'chosen and rejected transcripts': {
    make: (n) => ({ chosen: transcript(n, answer(n)), rejected: transcript(n, 'No idea.') }),
    style: 'preference',
    mapping: { prompt_field: nothing, chosen_field: 'chosen', rejected_field: 'rejected' },
  },
  'chosen and rejected messages': {
    make: (n) => ({
      score: n,
      chosen: conversation(n),
      rejected: [conversation(n)[0], { role: 'assistant', content: 'No idea.' }],
    }),
    style: 'preference',
    mapping: { prompt_field: nothing, chosen_field: 'chosen', rejected_field: 'rejected' },
  },
  'a text': {
    make: (n) => ({ id: n, text: answer(n) }),
    style: 'text_completion',
    mapping: { text_field: 'text' },
  },
  'laws, which have titles and no questions': {
    make: (n) => ({
      id: `a/${n}`,
      title: `Gesetz über die Sache ${n}`,
      jurabk: `G${n}`,
      date: null,
      source: 'bundestag/gesetze',
      category: 'law',
      language: 'de',
      content: answer(n).repeat(30),
    }),
    style: 'text_completion',
    mapping: { text_field: 'content' },
  },
  'questions of a name that says nothing': {
    make: (n) => ({ a: question(n), b: answer(n) }),
    style: 'instruction_tuning',
    mapping: { instruction_field: 'a', input_field: nothing, output_field: 'b' },
  },
  'prose of a name that says nothing': {
    make: (n) => ({ k: `K${n}`, x: answer(n), y: answer(n).repeat(3) }),
    style: 'text_completion',
    mapping: { text_field: 'y' },
  },
  'rows without prose': {
    make: (n) => ({ id: n, name: `Item ${n}`, price: n / 4, size: n % 2 ? 'L' : null }),
    style: 'text_completion',
    mapping: {
      text_field: { template: 'name: {{name}}\nprice: {{price}}\nsize: {{size | default: ""}}' },
    },
  },
  'an only text that is no prose': {
    make: (n) => ({ word: `word${n}` }),
    style: 'text_completion',
    mapping: { text_field: 'word' },
  },
}

describe('a proposal by names and contents', () => {
  for (const [name, { make, style, mapping }] of Object.entries(patterns)) {
    it(`is ${style} for ${name}`, () => {
      const { recipe, written, measured } = proposeFrom(recordsOf(40, make))
      assert.equal(written.style, style)
      const { field_mapping } = JSON.parse(
        JSON.stringify(Object.fromEntries(recipe), asObject),
      ) as Record<string, object>
      assert.deepEqual(field_mapping, mapping)
      assert.equal(measured.kept, 40)
    })
  }
})

function asObject(_: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value
}
