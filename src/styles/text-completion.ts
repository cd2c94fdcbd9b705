import { compileField } from './field-getter.js'
import type { FieldSource } from './field-source.js'
import type { Style } from './style.js'
import { unusableField } from './unusable-field.js'

/** `{text}`; an empty text is for the quality rules to judge. */
export function textCompletion({ text_field }: { readonly text_field: FieldSource }): Style {
  const readText = compileField(text_field)
  return {
    id: 'text_completion',
    map(record) {
      const text = readText(record)
      if (typeof text !== 'string') return unusableField('field_mapping.text_field', text, 'text')
      return { keep: { content: new Map([['text', text]]), produced: text } }
    },
  }
}
