import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { compileSchema } from '../../schema/validate/compile-schema.js'
import { pointerTokens } from '../../schema/validate/json-pointer.js'
import type { Validator } from '../../schema/validate/validator.js'
import { seenValue, type MetadataProblem } from '../metadata-problem.js'
import { coreMembers, metadataSchema } from './metadata-schema.data.js'

let compiled: Validator | undefined

/** What is wrong within the blocks that extend the core profile, by the published schema. */
export function blockProblems(document: JsonObject): readonly MetadataProblem[] {
  const blocks = new Map(Array.from(document).filter(([name]) => isBlock(name)))
  if (blocks.size === 0) return []
  compiled ??= compileSchema(fromPlain(metadataSchema))
  return compiled
    .errors(blocks)
    .filter(({ instancePointer }) => instancePointer !== '')
    .map(({ instancePointer, message }) => ({
      pointer: instancePointer,
      expected: expectedBy(message),
      seen: seenValue(valueAt(document, instancePointer)),
    }))
}

/** `Field 'a' must be number` says where, as the pointer does. */
function expectedBy(message: string): string {
  const said = message.replace(/^Field '.*?' (?=must|too|has|is|does|not)/u, '')
  return said === message ? `nothing wrong (${message})` : `a value that ${said}`
}

/** Members that neither the specification nor a namespace knows: they are kept, and mean nothing. */
export function strangeMembers(document: JsonObject): readonly string[] {
  const known = Object.keys(metadataSchema.properties)
  return [...document.keys()].filter((name) => {
    const isForeign = name.includes(':') && !name.startsWith('loradex:')
    return !isForeign && !known.includes(name)
  })
}

function isBlock(name: string): boolean {
  const known = Object.keys(metadataSchema.properties)
  return known.includes(name) && !coreMembers.includes(name)
}

function valueAt(document: Json, pointer: string): Json | undefined {
  return pointerTokens(pointer).reduce<Json | undefined>((value, token) => {
    if (isJsonObject(value)) return value.get(token)
    return isJsonArray(value) ? value[Number(token)] : undefined
  }, document)
}
