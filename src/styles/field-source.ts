import type { PlainJson } from '../kernel/plain-json.js'

/**
 * Where a field comes from: a dotted path (`answer.text`), a JSON Pointer (`/answer/text`), a
 * constant, or a template (`{ template: '{{title}}: {{body}}' }`).
 */
export type FieldSource = string | { readonly const: PlainJson } | { readonly template: string }
