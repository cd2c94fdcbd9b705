import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { yamlBlock, yamlScalar, yamlText } from './yaml-scalar.js'

/** JSON Pointer → what stands behind the value, or above it where a line would get too long. */
export type Comments = ReadonlyMap<string, string>

const LINE_WIDTH = 100

/** YAML of an object, members in their order, with comments; a blank line between its sections. */
export function writeYaml(value: JsonObject, comments: Comments): string {
  const sections = Array.from(value, ([key, member]) =>
    memberLines({ key, value: member, pointer: '', margin: '' }, comments),
  )
  const parts = sections.map((lines, index) => {
    const isApart = index > 0 && (lines.length > 1 || (sections[index - 1]?.length ?? 0) > 1)
    return `${isApart ? '\n' : ''}${lines.join('\n')}`
  })
  return `${parts.join('\n')}\n`
}

interface Member {
  readonly key: string
  readonly value: Json
  /** Of the object that it is in. */
  readonly pointer: string
  readonly margin: string
}

function memberLines(
  { key, value, pointer, margin }: Member,
  comments: Comments,
): readonly string[] {
  const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
  const name = `${margin}${yamlText(key)}:`
  const inner = `${margin}  `
  const flat = isCommentedWithin(place, comments) ? undefined : flow(value)
  if (flat !== undefined && name.length + flat.length < LINE_WIDTH) {
    return commented(`${name} ${flat}`, { comment: comments.get(place), margin })
  }
  const block = typeof value === 'string' ? yamlBlock(value, inner) : undefined
  if (block !== undefined) {
    const [first = '', ...rest] = block.split('\n')
    return [...commented(`${name} ${first}`, { comment: comments.get(place), margin }), ...rest]
  }
  if (isJsonObject(value) && value.size > 0) {
    const members = Array.from(value, ([inside, member]) =>
      memberLines({ key: inside, value: member, pointer: place, margin: inner }, comments),
    )
    return [...commented(name, { comment: comments.get(place), margin }), ...members.flat()]
  }
  if (isJsonArray(value) && value.length > 0) {
    const items = value.map((item) => `${inner}- ${flow(item) ?? oneLine(item)}`)
    return [...commented(name, { comment: comments.get(place), margin }), ...items]
  }
  return commented(`${name} ${oneLine(value)}`, { comment: comments.get(place), margin })
}

function isCommentedWithin(place: string, comments: Comments): boolean {
  return Array.from(comments.keys()).some((pointer) => pointer.startsWith(`${place}/`))
}

function commented(
  line: string,
  { comment, margin }: { readonly comment: string | undefined; readonly margin: string },
): readonly string[] {
  if (comment === undefined) return [line]
  // A comment ends with its line, and so may hold nothing that ends one.
  const text = `# ${comment.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')}`
  return line.length + text.length < LINE_WIDTH ? [`${line} ${text}`] : [`${margin}${text}`, line]
}

/** On one line, when it has no objects within objects, and no text that is better seen in a block. */
function flow(value: Json): string | undefined {
  if (isJsonArray(value)) {
    return value.some((item) => isJsonObject(item) || isJsonArray(item))
      ? undefined
      : oneLine(value)
  }
  if (!isJsonObject(value)) {
    return typeof value === 'string' && yamlBlock(value, '') !== undefined
      ? undefined
      : oneLine(value)
  }
  const members = Array.from(value.values())
  const isFlat = members.every((item) => !isJsonObject(item) && flow(item) !== undefined)
  return isFlat ? oneLine(value) : undefined
}

function oneLine(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (!isJsonObject(value)) return yamlScalar(value)
  if (value.size === 0) return '{}'
  const members = Array.from(value, ([key, member]) => `${yamlText(key)}: ${oneLine(member)}`)
  return `{ ${members.join(', ')} }`
}
