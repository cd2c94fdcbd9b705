import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { writeJson } from '../../kernel/write-json.js'

/** What a sample asks and what it answers, for a line in a list. */
export interface SampleTexts {
  /** Empty where nothing is asked. */
  readonly ask: string
  readonly answer: string
}

/** By the members of the style it was written in; of a shape of its own, all of it. */
export function sampleTexts(sample: JsonObject): SampleTexts {
  const messages = sample.get('messages')
  if (isJsonArray(messages)) return conversationTexts(messages)
  if (sample.has('instruction')) {
    const input = sample.get('input')
    const ask = [sample.get('instruction'), input].filter((text) => text !== undefined)
    return { ask: ask.map(textOf).join('\n'), answer: textOf(sample.get('output')) }
  }
  if (sample.has('chosen')) {
    return { ask: lastText(sample.get('prompt')), answer: lastText(sample.get('chosen')) }
  }
  if (sample.has('text')) return { ask: '', answer: textOf(sample.get('text')) }
  return { ask: '', answer: writeJson(sample) }
}

function conversationTexts(messages: readonly Json[]): SampleTexts {
  const asked = messages.find((message) => roleOf(message) === 'user') ?? messages[0]
  return { ask: contentOf(asked), answer: contentOf(messages.at(-1)) }
}

/** Of a text, or of the last message of a conversation. */
function lastText(value: Json | undefined): string {
  return isJsonArray(value) ? contentOf(value.at(-1)) : textOf(value)
}

export function roleOf(message: Json | undefined): string {
  return isJsonObject(message) ? textOf(message.get('role')) : ''
}

/** A message without content, such as a tool call, as JSON. */
function contentOf(message: Json | undefined): string {
  if (!isJsonObject(message)) return textOf(message)
  const content = message.get('content')
  return content === undefined || content === null || content === ''
    ? writeJson(message)
    : textOf(content)
}

/** Texts as they are, everything else as JSON. */
export function textOf(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : writeJson(value)
}
