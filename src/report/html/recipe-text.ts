import { isJsonArray, isJsonObject, type Json } from '../../kernel/json-value.js'
import { writeJson } from '../../kernel/write-json.js'

const LINE = 96

/** JSON as YAML, the way recipes are written: what fits on a line stands on one. */
export function recipeText(value: Json): string {
  return block(value, '').replace(/^\n/u, '')
}

function block(value: Json, indent: string): string {
  const flowing = flow(value)
  const isTop = indent === ''
  if (!isTop && flowing.length + indent.length <= LINE) return ` ${flowing}`
  if (isJsonObject(value) && value.size > 0) {
    const members = Array.from(value, ([key, member]) => {
      return `\n${indent}${scalar(key)}:${block(member, `${indent}  `)}`
    })
    return members.join('')
  }
  if (isJsonArray(value) && value.length > 0) {
    return value.map((item) => `\n${indent}-${block(item, `${indent}  `)}`).join('')
  }
  return ` ${flowing}`
}

function flow(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(flow).join(', ')}]`
  if (!isJsonObject(value)) return typeof value === 'string' ? scalar(value) : writeJson(value)
  if (value.size === 0) return '{}'
  const members = Array.from(value, ([key, member]) => `${scalar(key)}: ${flow(member)}`)
  return `{ ${members.join(', ')} }`
}

/** Without quotes where YAML takes the same text from it. */
function scalar(text: string): string {
  const isWord = /^[a-z_][\w./-]*$/iu.test(text)
  return isWord && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(text) ? text : writeJson(text)
}
