import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { seenValue } from '../metadata-problem.js'
import type { ConfigProblem } from './config-problem.js'
import { codeFields, fileMembers, safeLibraries } from './peft-fields.data.js'

const identifier = /^[A-Za-z_]\w*$/u

/** Fields by which a loader would import, fetch or open what the adapter names. */
export function* unsafeFields(document: JsonObject): Generator<ConfigProblem> {
  for (const [field, value] of document) {
    const reason = Object.hasOwn(codeFields, field) ? codeFields[field] : undefined
    if (reason !== undefined) yield unsafe(field, `no such field: it ${reason}`, value)
  }
  const core = document.get('megatron_core') ?? 'megatron.core'
  if (core !== 'megatron.core') yield unsafe('megatron_core', '"megatron.core"', core)
  yield* unsafeMapping(document.get('auto_mapping'))
  for (const [field, value] of document) {
    if (!isJsonObject(value)) continue
    for (const member of fileMembers) {
      const file = value.get(member) ?? null
      if (file !== null) yield unsafe(`${field}.${member}`, 'no file, which loaders unpickle', file)
    }
  }
}

/** PEFT imports the library and looks the class up in it. */
function* unsafeMapping(mapping: Json | undefined): Generator<ConfigProblem> {
  if (!isJsonObject(mapping)) return
  const library = mapping.get('parent_library') ?? null
  const modelClass = mapping.get('base_model_class') ?? null
  const [root] = typeof library === 'string' ? library.split('.') : []
  const isSafe = root !== undefined && safeLibraries.includes(root)
  if (library !== null && !(isSafe && isDotted(library))) {
    yield unsafe('auto_mapping.parent_library', `a module of ${safeLibraries.join(', ')}`, library)
  }
  if (modelClass !== null && !(typeof modelClass === 'string' && identifier.test(modelClass))) {
    yield unsafe('auto_mapping.base_model_class', 'the name of a class', modelClass)
  }
}

function isDotted(library: Json): boolean {
  return typeof library === 'string' && library.split('.').every((part) => identifier.test(part))
}

function unsafe(field: string, expected: string, value: Json): ConfigProblem {
  return { kind: 'unsafe', field, expected, seen: seenValue(value) }
}
