import { isJsonArray, type Json } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { isAssistant, readMessages } from '../../styles/messages.js'

/** A list of messages, or the JSON text of one, in which an assistant speaks. */
export function isConversation(value: Json | undefined): boolean {
  const list = listIn(value)
  if (list === undefined) return false
  const read = readMessages(list)
  return 'messages' in read && read.messages.some(isAssistant)
}

/** A list, or the JSON text of one. */
export function listIn(value: Json | undefined): readonly Json[] | undefined {
  const isText = typeof value === 'string' && /^\s*\[/u.test(value)
  const list = isText ? parseJsonText(value) : value
  return isJsonArray(list) ? list : undefined
}
