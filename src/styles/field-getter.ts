import { compileFieldPath } from '../kernel/field-path.js'
import type { Json, JsonObject } from '../kernel/json-value.js'
import { fromPlain } from '../kernel/plain-json.js'
import type { FieldSource } from './field-source.js'
import { compileTemplate } from './template.js'

/** Undefined when the record does not have it. */
export type FieldGetter = (record: JsonObject) => Json | undefined

/**
 * A template gives text; with a gap in it, or when it grows beyond any record, it gives nothing.
 * @throws `template.invalid`
 */
export function compileField(source: FieldSource): FieldGetter {
  if (typeof source === 'string') return compileFieldPath(source)
  if ('const' in source) {
    const value = fromPlain(source.const)
    return () => value
  }
  const template = compileTemplate(source.template)
  return (record) => {
    const rendered = template.render(record)
    return 'value' in rendered ? rendered.value : undefined
  }
}
