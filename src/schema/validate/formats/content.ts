import type { Json } from '../../../kernel/json-value.js'
import { parseJsonText } from '../../../kernel/parse-json.js'

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u

/** Whether the text is what the keywords declare; only base64 and JSON are known. */
export function isContent(text: string, encoding?: Json, mediaType?: Json): boolean {
  if (encoding === 'base64' && !base64.test(text)) return false
  if (mediaType !== 'application/json') return true
  const decoded = encoding === 'base64' ? Buffer.from(text, 'base64').toString() : text
  return parseJsonText(decoded) !== undefined
}
