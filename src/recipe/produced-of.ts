import { compileFieldPath } from '../kernel/field-path.js'
import { isJsonArray, type Json, type JsonObject } from '../kernel/json-value.js'
import { writeJson } from '../kernel/write-json.js'
import { joinTexts } from '../styles/custom-style.js'
import { producedBy, readMessages } from '../styles/messages.js'
import type { Recipe } from './recipe.js'

/** The text that the model must produce, read from a sample that an export wrote. */
export function producedOf({ style, custom }: Recipe): (sample: JsonObject) => string {
  switch (style) {
    case 'instruction_tuning':
      return (sample) => asText(sample.get('output'))
    case 'text_completion':
      return (sample) => asText(sample.get('text'))
    case 'chat_completion':
      return (sample) => asText(sample.get('messages'), true)
    case 'preference':
      return (sample) => asText(sample.get('chosen'), true)
    case 'custom': {
      const path = custom?.output
      const read = path === undefined ? joinTexts : compileFieldPath(path)
      return (sample) => asText(read(sample))
    }
  }
}

function asText(value: Json | undefined, isConversation = false): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return value
  if (!isConversation || !isJsonArray(value)) return writeJson(value)
  const read = readMessages(value)
  return 'messages' in read ? producedBy(read.messages) : writeJson(value)
}
