import { compileFieldPath } from '../../kernel/field-path.js'
import { isJsonArray, isJsonObject, type Json } from '../../kernel/json-value.js'
import { Undecidable } from './undecidable.js'

/** Keywords that say nothing about a value. */
export const annotations: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$defs',
  'definitions',
  // Noted, not checked.
  'contentEncoding',
  'contentMediaType',
])

/** What a schema is in the end; only references within the document are followed. */
export function followReferences(schema: Json, document: Json): Json {
  let at = schema
  for (let steps = 0; steps < MAX_REFERENCES; steps += 1) {
    const reference = isJsonObject(at) ? at.get('$ref') : undefined
    if (!isJsonObject(at) || reference === undefined) return at
    const isAlone = [...at.keys()].every((name) => name === '$ref' || annotations.has(name))
    const found = isAlone ? atReference(document, reference) : undefined
    if (found === undefined) throw new Undecidable(`the reference ${JSON.stringify(reference)}`)
    at = found
  }
  throw new Undecidable('references that go on for ever')
}

const MAX_REFERENCES = 16

function atReference(document: Json, reference: Json): Json | undefined {
  // A part with a name of its own begins another document.
  if (typeof reference !== 'string' || !/^#(?:\/[\w$-]+)*$/u.test(reference)) return undefined
  if (hasOwnName(document, true)) return undefined
  return compileFieldPath(reference.slice(1))(document)
}

function hasOwnName(value: Json, isRoot: boolean): boolean {
  if (isJsonArray(value)) return value.some((item) => hasOwnName(item, false))
  if (!isJsonObject(value)) return false
  const names = [value.get('$id'), value.get('id')]
  if (!isRoot && names.some((name) => typeof name === 'string')) return true
  return Array.from(value.values()).some((member) => hasOwnName(member, false))
}
