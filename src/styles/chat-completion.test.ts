import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chatCompletion } from './chat-completion.js'
import { linesOf, mapped } from './mapped.test.js'

const style = chatCompletion({
  messages_field: 'messages',
  tools_field: 'tools',
  system_field: 'system_prompt',
  user_field: 'user_message',
  assistant_field: 'assistant_response',
})

const user = { role: 'user', content: 'Hi 🏔' }
const assistant = { role: 'assistant', content: 'Hello' }
const call = '{"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\": 1.0}"}}'

describe('chatCompletion', () => {
  it('keeps a conversation with tool calls as it is', () => {
    const messages =
      '[{"role":"system","content":"s"},{"role":"user","content":[{"type":"text","text":"q"}],"name":"Ada"},' +
      `{"role":"assistant","content":null,"tool_calls":[${call}],"n":1.0},` +
      '{"role":"tool","tool_call_id":"c1","content":"{}"},{"role":"assistant","content":"Done","tool_calls":null}]'
    assert.deepEqual(mapped(style, `{"messages": ${messages}, "tools": []}`), {
      line: `{"messages":${messages}}`,
      produced: `[${call}]\nDone`,
    })
  })

  it('produces the texts of parts', () => {
    const content = [{ type: 'text', text: 'a' }, { type: 'image' }, { type: 'text', text: 'b' }]
    const result = mapped(style, { messages: [user, { role: 'assistant', content }] })
    assert.equal('produced' in result && result.produced, 'a\nb')
  })

  for (const nothing of [
    { tool_calls: [] },
    { function_call: {} },
    { tool_calls: [], function_call: {} },
  ]) {
    it(`produces no more than the text beside ${JSON.stringify(nothing)}`, () => {
      for (const content of ['', '1234567']) {
        const messages = [user, { role: 'assistant', content, ...nothing }]
        assert.deepEqual(mapped(style, { messages }), {
          line: JSON.stringify({ messages }),
          produced: content,
        })
      }
    })
  }

  it('takes an empty list of calls beside a call for none', () => {
    const called = {
      role: 'assistant',
      content: null,
      tool_calls: [],
      function_call: { name: 'f' },
    }
    const result = mapped(style, { messages: [user, called] })
    assert.equal('produced' in result && result.produced, '{"name":"f"}')
  })

  it('renames from and value, and keeps what stands beside them', () => {
    const messages = [
      ['system', 's'],
      ['human', 'q'],
      ['function_call', '{}'],
      ['observation', 'o'],
      ['function_response', 'r'],
      ['tool', 't'],
      ['gpt', 'a'],
    ].map(([from, value]) => ({ from, weight: 1, value }))
    const roles = ['system', 'user', 'assistant', 'tool', 'tool', 'tool', 'assistant']
    assert.deepEqual(linesOf(style, { messages }), {
      messages: messages.map(({ weight, value }, index) => ({
        role: roles[index],
        weight,
        content: value,
      })),
    })
  })

  it('reads messages that are JSON text', () => {
    const messages = JSON.stringify([user, assistant])
    assert.deepEqual(linesOf(style, { messages }), { messages: [user, assistant] })
  })

  it('keeps tools as they are, be they an array or its text', () => {
    for (const tools of [[{ name: 'f' }], '[{"name": "f"}]']) {
      const messages = [user, assistant]
      assert.deepEqual(linesOf(style, { messages, tools }), { messages, tools })
    }
  })

  for (const tools of [undefined, null, '', [], '[]']) {
    it(`leaves out tools that are ${JSON.stringify(tools)}`, () => {
      const messages = [user, assistant]
      assert.deepEqual(linesOf(style, { messages, tools }), { messages })
    })
  }

  for (const [tools, observed] of [
    [{}, 'object'],
    [7, 'number'],
    ['none', 'string'],
  ]) {
    it(`drops tools that are ${JSON.stringify(tools)}`, () => {
      assert.deepEqual(mapped(style, { messages: [user, assistant], tools }), {
        code: 'wrong-type',
        rule: 'field_mapping.tools_field',
        observed,
        allowed: 'an array, or the JSON text of one',
      })
    })
  }

  const roles = 'system, developer, user, assistant, tool, function'
  const contents = 'text, parts, or null beside tool_calls'
  const bad: readonly (readonly [messages: unknown, observed: string, allowed: string])[] = [
    ['text', 'string', 'an array of messages'],
    [{ a: 1 }, 'object', 'an array of messages'],
    [[], 'no message', 'at least one message'],
    [[user], 'no assistant message', 'at least one assistant message'],
    [[user, 'a'], 'message 1: string', 'an object'],
    [[{ content: 'a' }], 'message 0: no role', roles],
    [[user, { role: 'asistant', content: 'a' }], 'message 1: role "asistant"', roles],
    [[{ from: 'gtp', value: 'a' }], 'message 0: role "gtp"', roles],
    [[{ from: 'gpt', value: 7 }], 'message 0: content number', contents],
    [[user, { role: 'assistant' }], 'message 1: content missing', contents],
    [
      [user, { role: 'assistant', content: null, tool_calls: [] }],
      'message 1: content null',
      contents,
    ],
    [
      [user, { role: 'assistant', content: null, function_call: {} }],
      'message 1: content null',
      contents,
    ],
    [
      [{ role: 'user', content: null, tool_calls: [JSON.parse(call)] }],
      'message 0: content null',
      contents,
    ],
    [[{ role: 'user', content: ['a'] }], 'message 0: content array', contents],
    [
      [{ role: 'assistant', content: null, tool_calls: [{ name: 'f' }] }],
      'message 0: tool_calls array',
      'calls with function.name',
    ],
  ]
  for (const [messages, observed, allowed] of bad) {
    it(`drops ${JSON.stringify(messages)}`, () => {
      const rule = 'field_mapping.messages_field'
      assert.deepEqual(mapped(style, { messages }), {
        code: 'bad-messages',
        rule,
        observed,
        allowed,
      })
    })
  }

  it('makes one turn of three fields, without an empty system message', () => {
    const turn = { user_message: user.content, assistant_response: 'Hello' }
    assert.deepEqual(linesOf(style, turn), { messages: [user, assistant] })
    assert.deepEqual(linesOf(style, { ...turn, system_prompt: '' }), {
      messages: [user, assistant],
    })
    assert.deepEqual(linesOf(style, { ...turn, system_prompt: 's', messages: null }), {
      messages: [{ role: 'system', content: 's' }, user, assistant],
    })
  })

  const drops: readonly (readonly [object, string, string, string])[] = [
    [{}, 'missing-field', 'messages_field', 'missing'],
    [{ assistant_response: 'a' }, 'missing-field', 'user_field', 'missing'],
    [{ user_message: '', assistant_response: 'a' }, 'missing-field', 'user_field', 'empty'],
    [{ user_message: ' \n', assistant_response: 'a' }, 'missing-field', 'user_field', 'empty'],
    [{ user_message: 'u' }, 'missing-field', 'assistant_field', 'missing'],
    [{ user_message: 'u', assistant_response: [] }, 'wrong-type', 'assistant_field', 'array'],
    [
      { user_message: 'u', assistant_response: 'a', system_prompt: 1 },
      'wrong-type',
      'system_field',
      'number',
    ],
  ]
  for (const [record, code, field, observed] of drops) {
    it(`drops ${JSON.stringify(record)}`, () => {
      const drop = mapped(style, record)
      assert.ok('code' in drop)
      assert.deepEqual(
        [drop.code, drop.rule, drop.observed],
        [code, `field_mapping.${field}`, observed],
      )
    })
  }
})
