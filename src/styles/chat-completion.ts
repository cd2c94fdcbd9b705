import { isJsonArray, type Json, type JsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import type { Verdict } from '../records/verdict.js'
import { compileField } from './field-getter.js'
import type { FieldSource } from './field-source.js'
import { badMessages, isAssistant, producedBy, readMessages, type Messages } from './messages.js'
import type { Style } from './style.js'
import { unusableField } from './unusable-field.js'

/** The members of `field_mapping` that this style reads. */
export interface ChatCompletionFields {
  readonly messages_field: FieldSource
  readonly tools_field: FieldSource
  readonly system_field: FieldSource
  readonly user_field: FieldSource
  readonly assistant_field: FieldSource
}

/**
 * `{messages, tools?}`, from whole conversations where `messages_field` is present (an array, or
 * the JSON text of one), otherwise one turn from `system_field`, `user_field` and
 * `assistant_field`. Tools are an array, or the JSON text of one, and are kept as they are.
 */
export function chatCompletion(fields: ChatCompletionFields): Style {
  const readConversation = compileField(fields.messages_field)
  const readTools = compileField(fields.tools_field)
  const readTurn = oneTurn(fields)
  return {
    id: 'chat_completion',
    map(record) {
      const conversation = readConversation(record) ?? null
      const turn = conversation === null ? readTurn(record) : wholeConversation(conversation)
      if ('verdict' in turn) return turn.verdict
      const content = new Map<string, Json>([['messages', turn.messages]])
      const tools = readTools(record) ?? ''
      const list = listIn(tools)
      if (list === undefined && tools !== '') {
        return unusableTools(tools)
      }
      if (list !== undefined && list.length > 0) content.set('tools', tools)
      return { keep: { content, produced: producedBy(turn.messages) } }
    },
  }
}

type Turn = { readonly messages: Messages } | { readonly verdict: Verdict }

function wholeConversation(value: Json): Turn {
  const rule = 'field_mapping.messages_field'
  const read = readMessages(listIn(value) ?? value)
  if ('problem' in read) return { verdict: badMessages(rule, read.problem) }
  if (read.messages.some(isAssistant)) return read
  const allowed = 'at least one assistant message'
  return { verdict: badMessages(rule, { observed: 'no assistant message', allowed }) }
}

function oneTurn(fields: ChatCompletionFields): (record: JsonObject) => Turn {
  const readSystem = compileField(fields.system_field)
  const readUser = compileField(fields.user_field)
  const readAssistant = compileField(fields.assistant_field)
  return (record) => {
    const system = readSystem(record) ?? ''
    const user = readUser(record)
    const assistant = readAssistant(record)
    if (user === undefined && assistant === undefined) {
      const allowed = 'messages, or user_field and assistant_field'
      return { verdict: unusableField('field_mapping.messages_field', undefined, allowed) }
    }
    if (typeof system !== 'string') return unusable('system_field', system)
    if (typeof user !== 'string') return unusable('user_field', user)
    if (user.trim() === '') return unusable('user_field', '')
    if (typeof assistant !== 'string') return unusable('assistant_field', assistant)
    const messages = [messageOf('user', user), messageOf('assistant', assistant)]
    return { messages: system === '' ? messages : [messageOf('system', system), ...messages] }
  }
}

function unusable(field: string, value: Json | undefined): Turn {
  return { verdict: unusableField(`field_mapping.${field}`, value, 'text') }
}

function messageOf(role: string, content: string): JsonObject {
  return new Map([
    ['role', role],
    ['content', content],
  ])
}

function unusableTools(tools: Json): Verdict {
  const allowed = 'an array, or the JSON text of one'
  const rule = 'field_mapping.tools_field'
  if (typeof tools !== 'string') return unusableField(rule, tools, allowed)
  return { drop: { code: 'wrong-type', rule, observed: 'string', allowed } }
}

function listIn(value: Json): readonly Json[] | undefined {
  const list = typeof value === 'string' ? parseJsonText(value) : value
  return isJsonArray(list) ? list : undefined
}
