import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { writeJson } from '../../kernel/write-json.js'

/** What a sample asks and what it answers, for a line in a list. */
export interface SampleTexts {
  /** Empty where nothing is asked. */
  readonly ask: string
  readonly answer: string
  /** The answer is JSON rather than text. */
  readonly isJson: boolean
}

/** By the members of the style it was written in; of a shape of its own, all of it. */
export function sampleTexts(sample: JsonObject): SampleTexts {
  const messages = sample.get('messages')
  if (isJsonArray(messages)) return conversationTexts(messages)
  if (sample.has('instruction')) {
    const input = sample.get('input')
    const ask = [sample.get('instruction'), input].filter((text) => text !== undefined)
    return { ask: ask.map(textOf).join('\n'), ...answerOf(sample.get('output')) }
  }
  if (sample.has('chosen')) {
    return { ask: textOf(lastOf(sample.get('prompt'))), ...answerOf(lastOf(sample.get('chosen'))) }
  }
  return { ask: '', ...answerOf(sample.has('text') ? sample.get('text') : sample) }
}

function conversationTexts(messages: readonly Json[]): SampleTexts {
  const asked = messages.find((message) => roleOf(message) === 'user') ?? messages[0]
  return { ask: textOf(contentOf(asked)), ...answerOf(contentOf(messages.at(-1))) }
}

function answerOf(value: Json | undefined): Pick<SampleTexts, 'answer' | 'isJson'> {
  return { answer: textOf(value), isJson: value !== undefined && typeof value !== 'string' }
}

/** A text, or what the last message of a conversation says. */
function lastOf(value: Json | undefined): Json | undefined {
  return isJsonArray(value) ? contentOf(value.at(-1)) : value
}

export function roleOf(message: Json | undefined): string {
  return isJsonObject(message) ? textOf(message.get('role')) : ''
}

/** Of a message without content, such as a tool call, all of it. */
function contentOf(message: Json | undefined): Json | undefined {
  if (!isJsonObject(message)) return message
  const content = message.get('content')
  return content === undefined || content === null || content === '' ? message : content
}

/** Texts as they are, everything else as JSON. */
export function textOf(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : writeJson(value)
}
