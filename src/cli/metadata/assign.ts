import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { usageInvalid } from '../usage-invalid.js'

export interface Assignment {
  /** `training.epochs` */
  readonly key: string
  readonly value: Json
}

/**
 * `training.epochs=3`: the value is JSON where it can be read as that, else text.
 * @throws `usage.invalid`
 */
export function readAssignment(text: string): Assignment {
  const [, key = '', value = ''] = /^([^=]+)=(.*)$/su.exec(text) ?? []
  if (key === '') {
    throw usageInvalid(
      `loradex metadata set: expected key=value, saw ${JSON.stringify(text.slice(0, 60))}`,
      'Write the key as a dotted path, for example adapter_version=1.1.0.',
    )
  }
  return { key, value: readValue(key, value) }
}

/** The document with the value at its dotted path; objects on the way are made. */
export function assign(document: JsonObject, { key, value }: Assignment): JsonObject {
  return setAt(document, key.split('.'), value)
}

/** What stands at a dotted path. */
export function valueAt(document: Json | undefined, key: string): Json | undefined {
  return key
    .split('.')
    .reduce<Json | undefined>(
      (found, name) => (isJsonObject(found) ? found.get(name) : undefined),
      document,
    )
}

/** Texts that look like numbers, such as versions, stay texts. */
function readValue(key: string, text: string): Json {
  const isTyped = key.startsWith('training.') && key !== 'training.dataset_name'
  return (isTyped || /^[[{"]/u.test(text) ? parseJsonText(text) : undefined) ?? text
}

function setAt(
  object: JsonObject,
  [key = '', ...rest]: readonly string[],
  value: Json,
): JsonObject {
  const before = object.get(key)
  const after =
    rest.length === 0 ? value : setAt(isJsonObject(before) ? before : new Map(), rest, value)
  return new Map([...object, [key, after]])
}
