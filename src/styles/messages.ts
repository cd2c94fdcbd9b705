import {
  isJsonArray,
  isJsonObject,
  jsonKind,
  type Json,
  type JsonObject,
} from '../kernel/json-value.js'
import { writeJson } from '../kernel/write-json.js'
import type { Verdict } from '../records/verdict.js'

export type Messages = readonly JsonObject[]

interface MessageProblem {
  readonly observed: string
  readonly allowed: string
}

/**
 * Messages as trainers read them. The form with `role` and `content` is kept as it is, with all
 * its members; in the form with `from` and `value` these two are renamed.
 */
export function readMessages(
  value: Json,
): { readonly messages: Messages } | { readonly problem: MessageProblem } {
  if (!isJsonArray(value)) {
    return { problem: { observed: jsonKind(value), allowed: 'an array of messages' } }
  }
  const messages: JsonObject[] = []
  for (const [index, item] of value.entries()) {
    if (!isJsonObject(item)) return fault(index, jsonKind(item), 'an object')
    const message = item.has('from') && !item.has('role') ? fromShareGpt(item) : item
    const problem = problemOf(message)
    if (problem !== undefined) return fault(index, problem.observed, problem.allowed)
    messages.push(message)
  }
  if (messages.length > 0) return { messages }
  return { problem: { observed: 'no message', allowed: 'at least one message' } }
}

export function badMessages(rule: string, problem: MessageProblem): Verdict {
  return { drop: { code: 'bad-messages', rule, ...problem } }
}

export function isAssistant(message: JsonObject): boolean {
  return message.get('role') === 'assistant'
}

/** What the assistant says and calls, a line break between messages. */
export function producedBy(messages: Messages): string {
  return messages.filter(isAssistant).flatMap(partsOf).join('\n')
}

function partsOf(message: JsonObject): readonly string[] {
  const content = message.get('content')
  const texts = isJsonArray(content) ? content.map(textOfPart) : [content]
  const calls = [message.get('tool_calls'), message.get('function_call')]
  return [
    ...texts.filter((text) => typeof text === 'string'),
    ...calls.filter(isCall).map(writeJson),
  ]
}

/** Calls, or one; an empty list and an empty object are none. */
function isCall(call: Json | undefined): call is readonly Json[] | JsonObject {
  return isJsonArray(call) ? call.length > 0 : isJsonObject(call) && call.size > 0
}

function textOfPart(part: Json): Json | undefined {
  return isJsonObject(part) ? part.get('text') : undefined
}

function fault(index: number, observed: string, allowed: string): { problem: MessageProblem } {
  return { problem: { observed: `message ${index}: ${observed}`, allowed } }
}

const roles: ReadonlySet<unknown> = new Set([
  'system',
  'developer',
  'user',
  'assistant',
  'tool',
  'function',
])

/** ShareGPT's speakers, and the roles they have. */
const speakers: ReadonlyMap<Json | undefined, string> = new Map([
  ['human', 'user'],
  ['user', 'user'],
  ['gpt', 'assistant'],
  ['assistant', 'assistant'],
  ['function_call', 'assistant'],
  ['system', 'system'],
  ['tool', 'tool'],
  ['observation', 'tool'],
  ['function_response', 'tool'],
])

function fromShareGpt(message: JsonObject): JsonObject {
  const role = speakers.get(message.get('from'))
  return new Map(
    Array.from(message, ([key, member]): [string, Json] => {
      if (key === 'from') return ['role', role ?? member]
      return [key === 'value' ? 'content' : key, member]
    }),
  )
}

function problemOf(message: JsonObject): MessageProblem | undefined {
  const role = message.get('role')
  if (!roles.has(role)) {
    const shown = typeof role === 'string' ? `role ${JSON.stringify(role.slice(0, 32))}` : 'no role'
    return { observed: shown, allowed: Array.from(roles).join(', ') }
  }
  const calls = message.get('tool_calls') ?? null
  if (calls !== null && !isListOfCalls(calls)) {
    return { observed: `tool_calls ${jsonKind(calls)}`, allowed: 'calls with function.name' }
  }
  const content = message.get('content')
  if (isContent(content)) return undefined
  if (role === 'assistant' && (content ?? null) === null && hasCalls(message)) return undefined
  return {
    observed: `content ${jsonKind(content)}`,
    allowed: 'text, parts, or null beside tool_calls',
  }
}

function hasCalls(message: JsonObject): boolean {
  const call = message.get('function_call')
  return isCall(message.get('tool_calls')) || (isJsonObject(call) && isCall(call))
}

function isListOfCalls(calls: Json): boolean {
  if (!isJsonArray(calls)) return false
  return calls.every((call) => {
    const called = isJsonObject(call) ? call.get('function') : undefined
    return isJsonObject(called) && typeof called.get('name') === 'string'
  })
}

function isContent(content: Json | undefined): boolean {
  if (typeof content === 'string') return true
  if (!isJsonArray(content)) return false
  return content.every((part) => isJsonObject(part) && typeof part.get('type') === 'string')
}
