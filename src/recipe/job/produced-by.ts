import type { FieldValue, TextPiece, TextValue, Value } from '../../engine/job.js'
import { writeJson, writeKey } from '../../kernel/write-json.js'

/** The text that the model must produce for a value: itself, or its JSON. */
export function producedBy(value: Value): TextValue | FieldValue {
  switch (value.kind) {
    case 'field':
    case 'text':
      return value
    case 'literal': {
      const text = typeof value.value === 'string' ? value.value : writeJson(value.value)
      return { kind: 'text', pieces: [text] }
    }
    case 'object':
    case 'array':
      return { kind: 'text', pieces: jsonPieces(value) }
  }
}

/** The JSON that a value is written as. */
function jsonPieces(value: Value): readonly TextPiece[] {
  switch (value.kind) {
    case 'literal':
      return [writeJson(value.value)]
    case 'field':
      return [{ kind: 'value', path: value.path, steps: [{ name: 'json' }] }]
    case 'text':
      return [{ kind: 'built', text: value }]
    case 'object': {
      const members = value.members.map(({ key, value: member }) => [
        `${writeKey(key)}:`,
        ...jsonPieces(member),
      ])
      return ['{', ...withCommas(members), '}']
    }
    case 'array':
      return ['[', ...withCommas(value.items.map(jsonPieces)), ']']
  }
}

function withCommas(parts: readonly (readonly TextPiece[])[]): readonly TextPiece[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [',', ...part]))
}
